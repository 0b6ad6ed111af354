package dev.forja.ir.op.random;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Cos;
import dev.forja.ir.op.math.Log;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Random f32 numbers of the standard normal distribution (Box and Muller 1958), from streams 2s and
 * 2s+1 above a reserved range.
 */
public record RandomNormal(Shape shape, int stream) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Standard normal random numbers.",
                "sqrt(-2 ln(1 - u)) * cos(2 pi v)",
                List.of("seed", "step"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        for (var scalar : operands.subList(0, 2)) {
            Operands.require(
                    this,
                    scalar.equals(TensorType.scalar(DType.I64)),
                    "seed and step",
                    "i64[]",
                    scalar);
        }
        return List.of(new TensorType(DType.F32, shape));
    }

    private static final int RESERVED_STREAMS = 1 << 20;

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var u =
                builder.add(
                        new RandomUniform(shape, RESERVED_STREAMS + 2 * stream),
                        operands.get(0),
                        operands.get(1));
        var v =
                builder.add(
                        new RandomUniform(shape, RESERVED_STREAMS + 2 * stream + 1),
                        operands.get(0),
                        operands.get(1));
        var type = new TensorType(DType.F32, shape);
        var log = builder.add(new Log(), builder.add(new Sub(), Emit.fill(builder, type, 1), u));
        var radius =
                builder.add(new Sqrt(), builder.add(new Mul(), log, Emit.fill(builder, type, -2)));
        var angle = builder.add(new Mul(), v, Emit.fill(builder, type, 2 * Math.PI));
        return List.of(builder.add(new Mul(), radius, builder.add(new Cos(), angle)));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("random numbers do not depend on a differentiable value");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 9, new RandomNormal(Shape.parse("n, 5"), 1), "i64[]", "i64[]"));
    }
}
