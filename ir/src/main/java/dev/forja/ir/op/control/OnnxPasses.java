package dev.forja.ir.op.control;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the passes of an ONNX loop take and give. */
final class OnnxPasses {
    /** So many passes of a known number are written out, where possible. */
    static final int FEW = 16;

    /** More passes that are written out make more code than is sensible. */
    static final int LIMIT = 1024;

    private OnnxPasses() {}

    /** Refuses a carried value of which the type is not the same in every pass. */
    static void requireSame(Value before, Value after) {
        if (!before.type().equals(after.type())) {
            throw OnnxProblem.unsupported(
                    "a loop whose passes are not written out carries "
                            + before.type()
                            + " into a pass and "
                            + after.type()
                            + " out of it");
        }
    }

    /** Refuses a carried value of which the elements are of another type behind a pass. */
    static void requireSame(OnnxElement before, OnnxElement after) {
        if (before != after) {
            throw OnnxProblem.invalid(
                    "a loop carries " + before + " into a pass and " + after + " out of it");
        }
    }

    /** A position of an axis, without that axis. */
    static Value at(FunctionBuilder builder, Value sequence, int axis, int position) {
        var shape = sequence.type().shape();
        var starts = new ArrayList<>(Collections.nCopies(shape.rank(), Dim.ZERO));
        starts.set(axis, Dim.of(position));
        var slice =
                new Slice(
                        starts,
                        shape.with(axis, Dim.ONE).dims(),
                        Collections.nCopies(shape.rank(), 1));
        return Emit.reshape(builder, builder.add(slice, sequence), shape.without(axis));
    }

    /** Results of all passes along a new axis. */
    static Value stacked(FunctionBuilder builder, List<Value> parts, int axis) {
        if (parts.isEmpty()) {
            throw OnnxProblem.unsupported("a loop without any pass that stacks its results");
        }
        var columns = new ArrayList<Value>();
        for (var part : parts) {
            var dims = new ArrayList<>(part.type().shape().dims());
            dims.add(axis, Dim.ONE);
            columns.add(Emit.reshape(builder, part, new Shape(dims)));
        }
        return columns.size() == 1
                ? columns.getFirst()
                : builder.node(new Concat(axis), columns).result();
    }
}
