package dev.forja.ir.op.control;

import dev.forja.ir.graph.Function;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a region for each position of the first axis of the sequences; the first operands are
 * carried from position to position.
 */
public record Scan(Function body, int carries) implements OpaqueOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Runs a region along a sequence.",
                "carry, y_t = body(carry, x_t)",
                List.of("operands..."),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(
                this,
                operands.size() > carries && carries >= 0,
                "operands",
                "carries and at least one sequence",
                operands);
        var inner = new ArrayList<>(operands.subList(0, carries));
        var length =
                operands.get(carries).shape().rank() > 0
                        ? operands.get(carries).shape().dim(0)
                        : Dim.ZERO;
        for (var sequence : operands.subList(carries, operands.size())) {
            boolean fits = sequence.rank() > 0 && sequence.shape().dim(0).equals(length);
            Operands.require(this, fits, "sequence", "first dimension " + length, sequence);
            inner.add(sequence.withShape(sequence.shape().without(0)));
        }
        Regions.takes(this, "body", body, inner);
        var results = Regions.results(body);
        Operands.require(
                this,
                results.size() >= carries
                        && results.subList(0, carries).equals(inner.subList(0, carries)),
                "carried results",
                inner.subList(0, carries) + "",
                results);
        var types = new ArrayList<>(results.subList(0, carries));
        for (var stacked : results.subList(carries, results.size())) {
            var dims = new ArrayList<>(stacked.shape().dims());
            dims.addFirst(length);
            types.add(stacked.withShape(new Shape(dims)));
        }
        return types;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("the gradient of a region comes with the recurrent models");
    }

    @Override
    public List<Sample> samples() {
        return List.of(Regions.sampleScan());
    }
}
