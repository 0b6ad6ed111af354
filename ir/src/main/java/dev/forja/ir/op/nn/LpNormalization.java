package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.reduce.ReduceL1;
import dev.forja.ir.op.reduce.ReduceL2;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Divides by the norm along an axis. P: 1 or 2; a norm of 0 gives 0. */
public record LpNormalization(int axis, int p) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Divides by the norm along an axis",
                "x / (sum of |x|^p)^(1/p)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("LpNormalization", 1)
                                .absent("axis", -1)
                                .absent("p", 2)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Operands.axis(this, axis, operands.getFirst().rank());
        Operands.require(this, p == 1 || p == 2 || p == 0, "p", "1 or 2", p);
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var axes = List.of(axis);
        var norm = builder.add(p == 1 ? new ReduceL1(axes, true) : new ReduceL2(axes, true), x);
        var zero = Emit.fill(builder, norm.type(), 0);
        var one = Emit.fill(builder, norm.type(), 1);
        var isZero = builder.add(new Equal(), norm, zero);
        var divisor = builder.add(new Where(), isZero, one, norm);
        return List.of(Broadcasting.apply(builder, new Div(), List.of(x, divisor)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.2, 2, new LpNormalization(1, 2), "f32[n, 5]"),
                Sample.within(0.2, 2, new LpNormalization(0, 1), "f64[3, 2]"));
    }
}
