package dev.forja.ir.op.nn;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.LessEqual;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How ONNX attention becomes {@link Attention}: heads, cache, masks. */
final class OnnxAttention {
    private final OnnxCall call;
    private final FunctionBuilder b;

    private OnnxAttention(OnnxCall call) {
        this.call = call;
        this.b = call.builder();
    }

    static List<Value> results(OnnxCall call) {
        return new OnnxAttention(call).results();
    }

    private List<Value> results() {
        boolean isFlat = call.type(0).rank() == 3;
        var q = heads(0, "q_num_heads");
        var k = heads(1, "kv_num_heads");
        var v = heads(2, "kv_num_heads");
        var past = call.has(4) ? call.type(4).shape().dim(2) : Dim.ZERO;
        if (call.has(4)) {
            k = b.add(new Concat(2), call.operand(4), k);
            v = b.add(new Concat(2), call.operand(5), v);
        }
        var size = q.type().shape().dim(3);
        if (!size.isConstant() && !call.hasAttribute("scale")) {
            throw OnnxProblem.unsupported("a head size that is not known at compile time");
        }
        double scale =
                call.hasAttribute("scale") ? call.real("scale", 1) : 1 / Math.sqrt(size.constant());
        var operands = new ArrayList<>(List.of(q, shared(b, k, q), shared(b, v, q)));
        bias(q, k, past).ifPresent(operands::add);
        var attention = new Attention(scale, call.real("softcap", 0));
        var parts = b.node(attention, operands).results();
        int mode = Math.toIntExact(call.integer("qk_matmul_output_mode", 0));
        if (mode < 0 || mode > 3) {
            throw OnnxProblem.invalid("qk_matmul_output_mode " + mode);
        }
        var result = isFlat ? flat(parts.getFirst()) : parts.getFirst();
        return List.of(result, k, v, parts.get(1 + mode));
    }

    /** An operand as [batch, heads, length, size]; of rank 3 the heads lie in the last axis. */
    private Value heads(int operand, String attribute) {
        var x = call.operand(operand);
        if (x.type().rank() == 4) {
            return x;
        }
        long count = call.integer(attribute, 0);
        if (x.type().rank() != 3 || count < 1) {
            throw OnnxProblem.invalid("operand " + operand + " is " + x.type());
        }
        var shape = x.type().shape();
        var heads = Dim.of(count);
        var split = Shape.of(shape.dim(0), shape.dim(1), heads, shape.dim(2).floorDiv(heads));
        return b.add(new Transpose(List.of(0, 2, 1, 3)), Emit.reshape(b, x, split));
    }

    private Value flat(Value x) {
        var turned = b.add(new Transpose(List.of(0, 2, 1, 3)), x);
        var shape = turned.type().shape();
        return Emit.reshape(
                b, turned, Shape.of(shape.dim(0), shape.dim(1), shape.dim(2).times(shape.dim(3))));
    }

    /** A head of keys or values for each head of queries: consecutive ones share it. */
    static Value shared(FunctionBuilder b, Value x, Value q) {
        var shape = x.type().shape();
        var heads = q.type().shape().dim(1);
        if (shape.dim(1).equals(heads)) {
            return x;
        }
        var group = heads.floorDiv(shape.dim(1));
        var wide = Shape.of(shape.dim(0), shape.dim(1), group, shape.dim(2), shape.dim(3));
        var spread = b.add(new Broadcast(wide, List.of(0, 1, 3, 4)), x);
        return Emit.reshape(b, spread, shape.with(1, heads));
    }

    private Optional<Value> bias(Value q, Value k, Dim past) {
        var type = q.type().dtype();
        var rows = q.type().shape().dim(2);
        var columns = k.type().shape().dim(2);
        var plane = Shape.of(rows, columns);
        Value bias = null;
        if (call.has(3)) {
            var mask = call.operand(3);
            bias = mask.type().dtype() == DType.BOOL ? hidden(type, mask) : mask;
            bias = padded(bias, columns);
        }
        if (call.flag("is_causal", false)) {
            var row = b.add(new Iota(DType.I64, plane, 0));
            var column = b.add(new Iota(DType.I64, plane, 1));
            var last = OnnxBuild.apply(b, new Add(), row, Emit.dim(b, past, DType.I64));
            bias = added(bias, hidden(type, b.add(new LessEqual(), column, last)));
        }
        if (call.has(6)) {
            var length = OnnxBuild.convert(b, call.operand(6), DType.I64);
            var shape = Shape.of(length.type().shape().dim(0), Dim.ONE, Dim.ONE, columns);
            var column = b.add(new Iota(DType.I64, shape, 3));
            var limit = b.add(new Broadcast(shape, List.of(0)), length);
            bias = added(bias, hidden(type, b.add(new Less(), column, limit)));
        }
        return Optional.ofNullable(bias);
    }

    /** A mask that is shorter than the keys hides the others. */
    private Value padded(Value bias, Dim columns) {
        int last = bias.type().rank() - 1;
        var size = bias.type().shape().dim(last);
        if (size.equals(columns) || size.isConstant(1)) {
            return bias;
        }
        var none = Collections.nCopies(last + 1, Dim.ZERO);
        var high = new ArrayList<>(none);
        high.set(last, columns.minus(size));
        var gaps = Collections.nCopies(last + 1, 0);
        return b.add(new Pad(none, high, gaps, Double.NEGATIVE_INFINITY), bias);
    }

    private Value added(Value bias, Value more) {
        return bias == null ? more : OnnxBuild.apply(b, new Add(), bias, more);
    }

    /** 0 where the mask holds and minus infinity elsewhere. */
    private Value hidden(DType type, Value mask) {
        return OnnxBuild.apply(
                b,
                new Where(),
                mask,
                OnnxBuild.scalar(b, type, 0),
                OnnxBuild.scalar(b, type, Double.NEGATIVE_INFINITY));
    }
}
