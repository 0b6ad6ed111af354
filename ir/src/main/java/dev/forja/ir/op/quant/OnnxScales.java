package dev.forja.ir.op.quant;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;

/** The scales and zero points of ONNX: one for all, one for each position of an axis, or blocks. */
final class OnnxScales {
    private OnnxScales() {}

    /** A scale or zero point such that it broadcasts to the first operand. */
    static Value spread(OnnxCall call, Value value) {
        var shape = value.type().shape();
        var x = call.type(0).shape();
        var b = call.builder();
        int block = Math.toIntExact(call.integer("block_size", 0));
        if (shape.rank() == 0 || shape.rank() == 1 && shape.dim(0).equals(Dim.ONE)) {
            return Emit.reshape(b, value, Shape.SCALAR);
        }
        int axis = call.axis("axis", 1, x.rank());
        if (block == 0 && shape.rank() == 1) {
            var dims = new ArrayList<>(Collections.nCopies(x.rank(), Dim.ONE));
            dims.set(axis, shape.dim(0));
            return Emit.reshape(b, value, new Shape(dims));
        }
        if (block <= 0 || shape.rank() != x.rank()) {
            throw OnnxProblem.invalid("scales " + shape + " of " + x + " in blocks of " + block);
        }
        var column = new ArrayList<>(shape.dims());
        column.add(axis + 1, Dim.ONE);
        var repeated = new ArrayList<>(column);
        repeated.set(axis + 1, Dim.of(block));
        var whole = shape.with(axis, shape.dim(axis).times(block));
        var grid =
                Broadcasting.to(b, Emit.reshape(b, value, new Shape(column)), new Shape(repeated));
        var flat = Emit.reshape(b, grid, whole);
        if (whole.equals(x)) {
            return flat;
        }
        var rank = x.rank();
        return b.add(
                new Slice(
                        Collections.nCopies(rank, Dim.ZERO),
                        whole.with(axis, x.dim(axis)).dims(),
                        Collections.nCopies(rank, 1)),
                flat);
    }
}
