package dev.forja.ir.op.resize;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Picks values of images at positions between their elements. Operands are images [n, c, s1.. sk],
 * the image of each row of positions [b], and the positions [b, p, k] in elements of the spatial
 * axes; the result is [b, c, p].
 *
 * @param mode nearest, linear or cubic (Keys 1981 with coefficient -0.75)
 * @param padding what lies outside: zeros, border or reflection
 * @param alignCorners whether images are reflected at the middle of their outermost elements and
 *     not at the edge of them
 */
public record SamplePoints(String mode, String padding, boolean alignCorners)
        implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Picks values of images at positions between their elements.",
                "y[b, c, p] = sum over taps t of weight[b, p, t] * x[rows[b], c, taps[b, p, t]]",
                List.of("x", "rows", "positions"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.get(0);
        var rows = operands.get(1);
        var positions = operands.get(2);
        Operands.require(this, x.dtype().isFloat() && x.rank() >= 3, "x", "[n, c, s..] floats", x);
        Operands.rank(this, "rows", rows, 1);
        Operands.require(this, rows.dtype().isInteger(), "rows", "i32 or i64", rows);
        var b = rows.shape().dim(0);
        boolean fits =
                positions.rank() == 3
                        && positions.dtype() == x.dtype()
                        && positions.shape().dim(0).equals(b)
                        && positions.shape().dim(2).isConstant(x.rank() - 2);
        Operands.require(
                this, fits, "positions", "[" + b + ", p, " + (x.rank() - 2) + "]", positions);
        return List.of(x.withShape(Shape.of(b, x.shape().dim(1), positions.shape().dim(1))));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var taps = new SampleTaps(builder, mode, padding, alignCorners);
        var products = taps.products(operands.get(0), operands.get(1), operands.get(2));
        int axes = operands.get(0).type().rank() - 2;
        var over = IntStream.range(2, axes + 2).boxed().toList();
        var sum = Emit.sum(builder, products, over);
        return List.of(builder.add(new Transpose(List.of(0, 2, 1)), sum));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample(
                        new SamplePoints("linear", "zeros", false),
                        "f32[2, 3, 4, n]",
                        "f32[2, 5, 2]"),
                sample(new SamplePoints("linear", "border", true), "f32[2, 1, 5]", "f32[2, n, 1]"),
                sample(
                        new SamplePoints("cubic", "reflection", false),
                        "f64[2, 1, 3, 4]",
                        "f64[2, n, 2]"),
                sample(
                        new SamplePoints("nearest", "reflection", true),
                        "f32[2, 2, 3, 4]",
                        "f32[2, n, 2]"),
                sample(
                        new SamplePoints("linear", "zeros", true),
                        "f32[2, 2, 2, 3, 2]",
                        "f32[2, n, 3]"));
    }

    private static Sample sample(SamplePoints op, String images, String positions) {
        return Sample.within(0, 1, op, images, "i64[2]", positions);
    }
}
