package dev.forja.ir.op.random;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.GreaterEqual;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Sets elements to 0 with the given probability and scales the others by 1 / (1 - rate). */
public record SeededDropout(double rate, int stream) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sets elements to 0 at random and scales the others.",
                "u >= rate ? x / (1 - rate) : 0",
                List.of("x", "seed", "step"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        for (var scalar : operands.subList(1, 3)) {
            Operands.require(
                    this,
                    scalar.equals(TensorType.scalar(DType.I64)),
                    "seed and step",
                    "i64[]",
                    scalar);
        }
        Operands.require(
                this,
                operands.getFirst().dtype() == DType.F32,
                "element type",
                "f32",
                operands.getFirst());
        return operands.subList(0, 1);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var random = new RandomUniform(x.type().shape(), stream);
        var u = builder.add(random, operands.get(1), operands.get(2));
        var kept = builder.add(new GreaterEqual(), u, Emit.fill(builder, x.type(), rate));
        var scaled = builder.add(new Mul(), x, Emit.fill(builder, x.type(), 1 / (1 - rate)));
        return List.of(builder.add(new Where(), kept, scaled, Emit.fill(builder, x.type(), 0)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 9, new SeededDropout(0.5, 1), "f32[n, 5]", "i64[]", "i64[]"));
    }
}
