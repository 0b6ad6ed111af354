package dev.forja.ir.op.random;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.BitXor;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.UnsignedShiftRight;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Random i32 bits that depend on seed, step, stream and position alone: a counter-based generator
 * of two rounds of a 32-bit integer mixer (multiply and xor-shift, constants of the lowbias32 hash
 * by Chris Wellons, 2018).
 */
public record RandomBits(Shape shape, int stream) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Counter-based random bits.",
                "mix(mix(i + key0) ^ key1)",
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
        return List.of(new TensorType(DType.I32, shape));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var seed = mix(builder, builder.add(new Convert(DType.I32), operands.get(0)));
        var high =
                builder.add(
                        new Convert(DType.I32),
                        builder.add(
                                new UnsignedShiftRight(),
                                operands.get(0),
                                builder.add(new Fill(DType.I64, Shape.SCALAR, 32))));
        var step = builder.add(new Convert(DType.I32), operands.get(1));
        var key0 = mix(builder, xor(builder, seed, step));
        var key1 =
                mix(
                        builder,
                        xor(
                                builder,
                                xor(builder, key0, high),
                                constant(builder, Shape.SCALAR, stream + 1)));
        var position = linearPosition(builder);
        var first =
                mix(builder, builder.add(new Add(), position, Emit.spread(builder, key0, shape)));
        return List.of(mix(builder, xor(builder, first, Emit.spread(builder, key1, shape))));
    }

    private Value linearPosition(FunctionBuilder builder) {
        if (shape.rank() == 0) {
            return constant(builder, shape, 0);
        }
        return Emit.reshape(
                builder,
                builder.add(new Iota(DType.I32, new Shape(List.of(shape.size())), 0)),
                shape);
    }

    private static Value constant(FunctionBuilder builder, Shape shape, int value) {
        return builder.add(new Fill(DType.I32, shape, value));
    }

    private static Value xor(FunctionBuilder builder, Value a, Value b) {
        return builder.add(new BitXor(), a, b);
    }

    private static Value mix(FunctionBuilder builder, Value x) {
        var value = xorShift(builder, x, 16);
        value = times(builder, value, 0x7feb352d);
        value = xorShift(builder, value, 15);
        value = times(builder, value, 0x846ca68b);
        return xorShift(builder, value, 16);
    }

    private static Value xorShift(FunctionBuilder builder, Value x, int by) {
        var count = constant(builder, x.type().shape(), by);
        return xor(builder, x, builder.add(new UnsignedShiftRight(), x, count));
    }

    private static Value times(FunctionBuilder builder, Value x, int factor) {
        return builder.add(new Mul(), x, constant(builder, x.type().shape(), factor));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("random bits do not depend on a differentiable value");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 9, new RandomBits(Shape.parse("n, 5"), 1), "i64[]", "i64[]"));
    }
}
