package dev.forja.ir.op.control;

import dev.forja.ir.graph.Function;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Runs a region for each position of the first axis of the sequences. Operands are the first values
 * of what is carried from position to position, then the sequences, then what every position sees
 * alike; the region has one parameter for each. Results are the last carried values, then the other
 * results of the region, stacked along a new first axis.
 *
 * @param carries how many operands are carried
 * @param sequences how many operands are cut along their first axis; at least one
 * @param reverse from the last position to the first; stacked results lie where their sequence
 *     elements lie
 */
public record Scan(Function body, int carries, int sequences, boolean reverse)
        implements OpaqueOp, RegionOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Runs a region along a sequence.",
                "carry, y_t = body(carry, x_t, captures)",
                List.of("operands..."),
                List.of(OpDoc.OnnxName.since("Scan", 8, OnnxScan::results)));
    }

    @Override
    public List<Function> regions() {
        return List.of(body);
    }

    @Override
    public TensorOp withRegions(List<Function> regions) {
        return new Scan(regions.getFirst(), carries, sequences, reverse);
    }

    /** The number of positions. */
    public Dim length(List<TensorType> operands) {
        return operands.get(carries).shape().dim(0);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        int sequencesEnd = carries + sequences;
        Operands.require(
                this,
                carries >= 0 && sequences >= 1 && operands.size() >= sequencesEnd,
                "operands",
                carries + " carried values and " + Math.max(1, sequences) + " sequences",
                operands);
        var inner = new ArrayList<>(operands.subList(0, carries));
        for (var sequence : operands.subList(carries, sequencesEnd)) {
            boolean fits =
                    sequence.rank() > 0
                            && operands.get(carries).rank() > 0
                            && sequence.shape().dim(0).equals(length(operands));
            Operands.require(
                    this, fits, "sequence", "the first dimension of all sequences", sequence);
            inner.add(sequence.withShape(sequence.shape().without(0)));
        }
        inner.addAll(operands.subList(sequencesEnd, operands.size()));
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
            dims.addFirst(length(operands));
            types.add(stacked.withShape(new Shape(dims)));
        }
        Operands.require(this, !types.isEmpty(), "results of body", "at least one", results);
        return types;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ThroughRegions();
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var all = target.allOperands();
        int inputs = carries + sequences;
        var region = target.region("body");
        var arguments = new ArrayList<OnnxTarget.Ref>();
        for (var param : body.params().subList(0, inputs)) {
            arguments.add(region.input(param.name(), param.type()));
        }
        arguments.addAll(all.subList(inputs, all.size()));
        Regions.outputs(region, body, region.inline(body, arguments));
        var node =
                target.node("Scan", all.subList(0, inputs))
                        .with("body", region)
                        .with("num_scan_inputs", sequences);
        int stacks = body.outputs().size() - carries;
        if (reverse) {
            node.with("scan_input_directions", Collections.nCopies(sequences, 1));
            if (stacks > 0) {
                node.with("scan_output_directions", Collections.nCopies(stacks, 1));
            }
        }
        return Optional.of(node.results(carries + stacks));
    }

    @Override
    public List<Sample> samples() {
        return Regions.samplesOfScan();
    }
}
