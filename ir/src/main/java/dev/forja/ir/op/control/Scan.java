package dev.forja.ir.op.control;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.shape.Reverse;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
                List.of(OpDoc.OnnxName.since("Scan", 8, Scan::fromOnnx)));
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

    /**
     * A scan over an axis of known size becomes its passes, one behind the other, any other stays a
     * scan. Operands are the first carried values, then the sequences. In operator set 8 the
     * lengths come before all, and every operand has a batch axis in front.
     */
    private static List<Value> fromOnnx(OnnxCall call) {
        boolean hasBatch = hasBatch(call);
        if (hasBatch && call.has(0)) {
            throw OnnxProblem.unsupported("sequences of different lengths");
        }
        var operands = new ArrayList<Value>();
        for (int i = hasBatch ? 1 : 0; i < call.operands(); i++) {
            operands.add(call.operand(i));
        }
        if (!hasBatch) {
            return passes(call, operands);
        }
        var b = call.builder();
        var stacks = new ArrayList<List<Value>>();
        for (int i = 0; i < OnnxPasses.length(operands.getFirst(), 0); i++) {
            var example = new ArrayList<Value>();
            for (var operand : operands) {
                example.add(OnnxPasses.at(b, operand, 0, i));
            }
            var results = passes(call, example);
            for (int k = 0; k < results.size(); k++) {
                if (i == 0) {
                    stacks.add(new ArrayList<>());
                }
                stacks.get(k).add(results.get(k));
            }
        }
        return stacks.stream().map(parts -> OnnxPasses.stacked(b, parts, 0)).toList();
    }

    private static boolean hasBatch(OnnxCall call) {
        return call.version() < 9;
    }

    private static List<Value> passes(OnnxCall call, List<Value> operands) {
        var b = call.builder();
        var body = call.region("body");
        int sequences = Math.toIntExact(call.integer("num_scan_inputs", 0));
        int carries = operands.size() - sequences;
        if (sequences < 1 || carries < 0 || body.inputs() != operands.size()) {
            throw OnnxProblem.invalid(
                    sequences + " sequences among " + operands.size() + " operands");
        }
        var backwards =
                settings(
                        call,
                        call.version() < 9 ? "directions" : "scan_input_directions",
                        sequences);
        var axes = settings(call, "scan_input_axes", sequences);
        for (int i = 0; i < sequences; i++) {
            int rank = operands.get(carries + i).type().rank();
            axes.set(i, OnnxCall.axis(axes.get(i), rank));
        }
        if (!hasBatch(call) && OnnxPasses.isLoop(operands.get(carries), axes.getFirst())) {
            return loop(call, operands, axes, backwards);
        }
        int length = OnnxPasses.length(operands.get(carries), axes.getFirst());
        var carried = operands.subList(0, carries);
        var stacks = new ArrayList<List<Value>>();
        for (int pass = 0; pass < length; pass++) {
            var inputs = new ArrayList<>(carried);
            for (int i = 0; i < sequences; i++) {
                int at = backwards.get(i) == 0 ? pass : length - 1 - pass;
                inputs.add(OnnxPasses.at(b, operands.get(carries + i), axes.get(i), at));
            }
            var results = body.inline(inputs);
            if (results.size() < carries) {
                throw OnnxProblem.invalid("a body of " + results.size() + " results");
            }
            carried = results.subList(0, carries);
            for (int i = carries; i < results.size(); i++) {
                if (pass == 0) {
                    stacks.add(new ArrayList<>());
                }
                stacks.get(i - carries).add(results.get(i));
            }
        }
        return results(call, b, carried, stacks);
    }

    /** A scan that stays one. */
    private static List<Value> loop(
            OnnxCall call, List<Value> operands, List<Integer> axes, List<Integer> backwards) {
        if (backwards.stream().distinct().count() > 1) {
            throw OnnxProblem.unsupported("sequences of opposite directions and unknown length");
        }
        var b = call.builder();
        int carries = operands.size() - axes.size();
        var given = new ArrayList<>(operands.subList(0, carries));
        var types = new ArrayList<>(given.stream().map(Value::type).toList());
        for (int i = 0; i < axes.size(); i++) {
            var sequence = operands.get(carries + i);
            var order = IntStream.range(0, sequence.type().rank()).boxed().toList();
            given.add(Emit.transposeTo(b, sequence, toFront(order, axes.get(i))));
            types.add(given.getLast().type().withShape(given.getLast().type().shape().without(0)));
        }
        var built = call.region("body").build(types);
        var found = Regions.results(built.function());
        if (found.size() < carries
                || !found.subList(0, carries).equals(types.subList(0, carries))) {
            throw OnnxProblem.unsupported(
                    "a scan that carries " + types.subList(0, carries) + " and gives " + found);
        }
        boolean reverse = backwards.getFirst() != 0;
        given.addAll(built.captures());
        var scan = new Scan(built.function(), carries, axes.size(), reverse);
        var results = new ArrayList<>(b.node(scan, given).results());
        int stacks = results.size() - carries;
        var prepends = settings(call, "scan_output_directions", stacks);
        var places = settings(call, "scan_output_axes", stacks);
        for (int i = 0; i < stacks; i++) {
            var stack = results.get(carries + i);
            // What is put in front while going forwards lies the other way round.
            if (reverse != (prepends.get(i) != 0)) {
                stack = b.add(new Reverse(0), stack);
            }
            int rank = stack.type().rank();
            var order = IntStream.range(0, rank).boxed().toList();
            var from = toFront(order, OnnxCall.axis(places.get(i), rank));
            var back = order.stream().map(from::indexOf).toList();
            results.set(carries + i, Emit.transposeTo(b, stack, back));
        }
        return results;
    }

    /** Where each axis goes when one is put before all others. */
    private static List<Integer> toFront(List<Integer> order, int axis) {
        return order.stream().map(i -> i == axis ? 0 : i < axis ? i + 1 : i).toList();
    }

    private static List<Value> results(
            OnnxCall call, FunctionBuilder b, List<Value> carried, List<List<Value>> stacks) {
        var backwards = settings(call, "scan_output_directions", stacks.size());
        var axes = settings(call, "scan_output_axes", stacks.size());
        var results = new ArrayList<>(carried);
        for (int i = 0; i < stacks.size(); i++) {
            var parts = stacks.get(i);
            int rank = parts.getFirst().type().rank() + 1;
            results.add(
                    OnnxPasses.stacked(
                            b,
                            backwards.get(i) == 0 ? parts : parts.reversed(),
                            OnnxCall.axis(axes.get(i), rank)));
        }
        return results;
    }

    private static List<Integer> settings(OnnxCall call, String name, int count) {
        var values = call.integers(name).orElse(Collections.nCopies(count, 0));
        if (values.size() != count) {
            throw OnnxProblem.invalid(name + " " + values + ", expected " + count);
        }
        return new ArrayList<>(values);
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
