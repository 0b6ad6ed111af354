package dev.forja.ir.op.linalg;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.reduce.ArgMax;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Determinants of the matrices in the last two axes, by elimination: for each column the row with
 * the greatest element among those that are left is taken out of the others. The gradient is right
 * for matrices that have an inverse.
 */
public record Det() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Determinants of matrices.",
                "sum over permutations p of sign(p) * product over i of x[.., i, p(i)]",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Det", 11)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        int rank = x.rank();
        boolean fits =
                x.dtype().isFloat()
                        && rank >= 2
                        && x.shape().dim(rank - 1).equals(x.shape().dim(rank - 2));
        Operands.require(this, fits, "x", "square matrices of floats", x);
        return List.of(x.withShape(new Shape(x.shape().dims().subList(0, rank - 2))));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var result = inferTypes(List.of(x.type())).getFirst();
        var size = x.type().shape().dim(x.type().rank() - 1);
        var count = result.shape().size();
        var matrices = Emit.reshape(builder, x, Shape.of(count, size, size));
        var rows = x.type().withShape(Shape.of(count, size));
        var values = x.type().withShape(Shape.of(count));
        var first =
                List.of(
                        matrices,
                        Emit.fill(builder, rows, 1),
                        Emit.fill(builder, values, 1),
                        builder.add(new Iota(DType.I32, Shape.of(size), 0)));
        var step = step(first);
        var end = builder.node(new Scan(step, 3, 1, false), first).results();
        return List.of(Emit.reshape(builder, end.get(2), result.shape()));
    }

    /** One column: carried are the matrices, 1 for rows that are left, the product so far. */
    private static Function step(List<Value> first) {
        var b = FunctionBuilder.region("column");
        var on = new Arithmetic(b);
        var carried = new ArrayList<Value>();
        for (var name : List.of("x", "left", "product")) {
            carried.add(
                    b.param(name, first.get(carried.size()).type(), Role.INPUT, Location.UNKNOWN));
        }
        var column = b.param("column", TensorType.scalar(DType.I32), Role.INPUT, Location.UNKNOWN);
        var x = carried.get(0);
        var left = carried.get(1);
        var shape = x.type().shape();
        var isColumn = on.equal(on.index(DType.I32, shape, 2), column);
        var elements = Emit.sum(b, on.where(isColumn, x, on.number(x, 0)), List.of(2));
        var isLeft = on.less(on.number(left, 0), left);
        var magnitude = on.where(isLeft, b.add(new Abs(), elements), on.number(elements, -1));
        var chosen = b.add(new ArgMax(1, true), magnitude);
        var row = on.index(DType.I32, left.type().shape(), 1);
        var isChosen = on.equal(row, on.convert(chosen, DType.I32));
        var none = on.number(left, 0);
        var pivot = Emit.sum(b, on.where(isChosen, elements, none), List.of(1));
        var isBefore = on.less(row, on.convert(chosen, DType.I32));
        var before = Emit.sum(b, on.where(isBefore, left, none), List.of(1));
        var half = on.mul(before, 0.5);
        var isEven = on.equal(on.floor(half), half);
        var factor = on.where(isEven, pivot, b.add(new Neg(), pivot));
        var next = on.where(isChosen, none, left);
        var isZero = on.equal(pivot, on.number(pivot, 0));
        var divisor = on.onto(on.where(isZero, on.number(pivot, 1), pivot), 2, List.of(0));
        var share = on.div(on.mul(elements, next), divisor);
        var top = Emit.sum(b, on.where(on.onto(isChosen, 3, List.of(0, 1)), x, none), List.of(1));
        var taken = on.mul(on.onto(share, 3, List.of(0, 1)), on.onto(top, 3, List.of(0, 2)));
        b.output("x", on.sub(x, taken));
        b.output("left", next);
        b.output("product", on.mul(carried.get(2), factor));
        return b.build();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Det(), "f32[n, 3, 3]"),
                Sample.of(new Det(), "f32[2, 2]"),
                Sample.of(new Det(), "f64[2, 2, 4, 4]"));
    }
}
