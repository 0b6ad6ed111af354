package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;

/** Elements and slices by their position in row-major order, as gathers and scatters need. */
final class Flat {
    private static final DType TYPE = DType.I64;

    private Flat() {}

    /** Wraps negative positions on an axis of some size. */
    static Value wrapped(FunctionBuilder b, Value indices, Dim size) {
        var whole = OnnxBuild.convert(b, indices, TYPE);
        var isNegative = OnnxBuild.apply(b, new Less(), whole, number(b, Dim.ZERO));
        var moved = OnnxBuild.apply(b, new Add(), whole, number(b, size));
        return b.add(new Where(), isNegative, moved, whole);
    }

    static Value number(FunctionBuilder b, Dim dim) {
        return Emit.dim(b, dim, TYPE);
    }

    /**
     * Where the elements of a tensor lie whose position on one axis is given and on the others is
     * that of the index itself.
     *
     * @param shape of the tensor
     * @param indices positions on the axis; of the same rank, on other axes no larger
     */
    static Value along(FunctionBuilder b, Shape shape, int axis, Value indices) {
        var strides = shape.strides();
        var sum =
                OnnxBuild.apply(
                        b,
                        new Mul(),
                        wrapped(b, indices, shape.dim(axis)),
                        number(b, strides.get(axis)));
        for (int i = 0; i < shape.rank(); i++) {
            if (i != axis && !indices.type().shape().dim(i).isConstant(1)) {
                var position = b.add(new Iota(TYPE, indices.type().shape(), i));
                var part = OnnxBuild.apply(b, new Mul(), position, number(b, strides.get(i)));
                sum = b.add(new Add(), sum, part);
            }
        }
        return sum;
    }

    /**
     * Where slices lie that are named by tuples: along the last axis of the indices, a position on
     * each of the leading axes.
     *
     * @param shape of the tensor
     * @param batch leading axes that indices and tensor share
     */
    static Value tuples(FunctionBuilder b, Shape shape, int batch, Value indices) {
        int rank = indices.type().rank();
        int count = Math.toIntExact(indices.type().shape().dim(rank - 1).constant());
        var outer = new Shape(indices.type().shape().dims().subList(0, rank - 1));
        var leading = new Shape(shape.dims().subList(0, batch + count));
        var strides = leading.strides();
        Value sum = b.add(new Fill(TYPE, outer, 0));
        for (int i = 0; i < count; i++) {
            var size = leading.dim(batch + i);
            var column = Slice.part(b, indices, rank - 1, Dim.of(i), Dim.ONE);
            var position = wrapped(b, Emit.reshape(b, column, outer), size);
            sum = added(b, sum, position, strides.get(batch + i));
        }
        for (int i = 0; i < batch; i++) {
            sum = added(b, sum, b.add(new Iota(TYPE, outer, i)), strides.get(i));
        }
        return sum;
    }

    private static Value added(FunctionBuilder b, Value sum, Value position, Dim stride) {
        return b.add(new Add(), sum, OnnxBuild.apply(b, new Mul(), position, number(b, stride)));
    }

    /** Shape of all elements in one row, or of slices in rows. */
    static Shape rows(Dim count, Shape slice) {
        return slice.rank() == 0 ? Shape.of(count) : Shape.of(count, slice.size());
    }
}
