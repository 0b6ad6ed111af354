package dev.forja.ir.op.random;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.UnsignedShiftRight;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Random f32 numbers in [0, 1): the top 24 of the random bits. */
public record RandomUniform(Shape shape, int stream) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Random numbers in [0, 1).",
                "bits >>> 8 / 2^24",
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

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var bits = builder.add(new RandomBits(shape, stream), operands.get(0), operands.get(1));
        var eight = builder.add(new Fill(DType.I32, shape, 8));
        var top =
                builder.add(
                        new Convert(DType.F32), builder.add(new UnsignedShiftRight(), bits, eight));
        return List.of(
                builder.add(new Mul(), top, builder.add(new Fill(DType.F32, shape, 0x1p-24))));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("random numbers do not depend on a differentiable value");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 9, new RandomUniform(Shape.parse("n, 5"), 1), "i64[]", "i64[]"));
    }
}
