package dev.forja.ir.op.norm;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.reduce.Norms;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Divides by the p-norm along an axis; where that is 0, so is the result. */
public record LpNormalization(int axis, int p) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Divides by the p-norm along an axis.",
                "x / (sum |x|^p)^(1/p)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("LpNormalization", 1)
                                .absent("axis", -1)
                                .absent("p", 2)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Statistics.requireFloat(this, operands.getFirst());
        Operands.axis(this, axis, operands.getFirst().rank());
        Operands.require(this, p >= 1, "p", "1 or more", p);
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.getFirst();
        var norm = Norms.of(builder, x, List.of(axis), true, p);
        var isZero = Broadcasting.apply(builder, new Equal(), List.of(norm, math.number(x, 0)));
        var divisor =
                Broadcasting.apply(builder, new Where(), List.of(isZero, math.number(x, 1), norm));
        return List.of(Broadcasting.apply(builder, new Div(), List.of(x, divisor)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new LpNormalization(-1, 2), "f32[n, 5]"),
                Sample.of(new LpNormalization(0, 1), "f32[n+1, 3]"),
                Sample.of(new LpNormalization(-1, 2), "f64[2, 40]"));
    }
}
