package dev.forja.ir.op.order;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The running sum along an axis. Each element is a sum of its own, so the work grows with the
 * square of the axis.
 *
 * @param exclusive whether an element itself doesn't count
 * @param reverse whether the elements behind count instead of those before
 */
public record CumSum(int axis, boolean exclusive, boolean reverse)
        implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Running sum along an axis.",
                "y[.., i, ..] = sum over j <= i of x[.., j, ..]",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("CumSum", 11, OnnxImport.one(CumSum::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, x.dtype() != DType.BOOL, "element type", "numbers", x);
        Operands.axis(this, axis, x.rank());
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var terms = RunningTerms.of(builder, operands.getFirst(), axis, exclusive, reverse, 0);
        return List.of(builder.add(new ReduceSum(List.of(0), false), terms));
    }

    /** The running sum of the cotangent in the other direction. */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r ->
                List.of(r.builder().add(new CumSum(axis, exclusive, !reverse), r.cotangent())));
    }

    private static Value fromOnnx(OnnxCall call) {
        int axis = OnnxCall.axis((long) call.number(1), call.type(0).rank());
        var op = new CumSum(axis, call.flag("exclusive", false), call.flag("reverse", false));
        return call.builder().add(op, call.operand(0));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        int at = Operands.axis(this, axis, target.type(0).rank());
        return WritesOnnx.one(
                target.node("CumSum", target.operand(0), target.number(DType.I64, at))
                        .with("exclusive", exclusive)
                        .with("reverse", reverse)
                        .result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new CumSum(-1, false, false), "f32[2, n]"),
                Sample.of(new CumSum(0, true, false), "f32[n, 3]"),
                Sample.of(new CumSum(1, false, true), "f64[2, 4, 3]"),
                Sample.of(new CumSum(0, true, true), "i32[n]"));
    }
}
