package dev.forja.ir.op.reduce;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.shape.Reverse;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.List;

/** How the reductions of ONNX become operators: axes as an attribute or, later, as an operand. */
final class OnnxReduction {
    /** Makes a reduction; no axes means all. */
    interface Along {
        TensorOp op(List<Integer> axes, boolean keepDims);
    }

    /** Makes a search for a position. */
    interface OnAxis {
        TensorOp op(int axis, boolean keepDims);
    }

    private OnnxReduction() {}

    static OnnxImport of(Along along) {
        return OnnxImport.one(call -> reduce(call, along));
    }

    private static Value reduce(OnnxCall call, Along along) {
        var b = call.builder();
        var x = call.operand(0);
        int rank = x.type().rank();
        boolean isBool = x.type().dtype() == DType.BOOL;
        if (isBool) {
            x = OnnxBuild.convert(b, x, DType.I32);
        }
        var given = call.integers("axes", 1).orElse(List.of());
        Value result;
        if (given.isEmpty() && call.flag("noop_with_empty_axes", false)) {
            // along an axis of one element there is nothing to combine
            var dims = new ArrayList<>(x.type().shape().dims());
            dims.add(Dim.ONE);
            var single = Emit.reshape(b, x, new Shape(dims));
            result = b.add(along.op(List.of(rank), false), single);
        } else {
            boolean keeps = call.flag("keepdims", true);
            result = b.add(along.op(OnnxCall.axes(given, rank), keeps), x);
        }
        return isBool ? OnnxBuild.convert(b, result, DType.BOOL) : result;
    }

    /** The node of a reduction; no axes means all. */
    static OnnxTarget.Ref write(
            OnnxTarget target, String operator, List<Integer> axes, boolean keepDims) {
        var x = target.operand(0);
        var node =
                axes.isEmpty()
                        ? target.node(operator, x)
                        : target.node(operator, x, target.integers(axes));
        return node.with("keepdims", keepDims).result();
    }

    static OnnxImport position(OnAxis onAxis) {
        return OnnxImport.one(call -> position(call, onAxis));
    }

    private static Value position(OnnxCall call, OnAxis onAxis) {
        call.yields(0, OnnxElement.I64);
        var b = call.builder();
        var x = call.operand(0);
        int axis = call.axis("axis", 0, x.type().rank());
        var op = onAxis.op(axis, call.flag("keepdims", true));
        if (!call.flag("select_last_index", false)) {
            return OnnxBuild.convert(b, b.add(op, x), DType.I64);
        }
        var fromEnd = OnnxBuild.convert(b, b.add(op, b.add(new Reverse(axis), x)), DType.I64);
        var last = Emit.dim(b, x.type().shape().dim(axis).plus(-1), DType.I64);
        return OnnxBuild.apply(b, new Sub(), last, fromEnd);
    }
}
