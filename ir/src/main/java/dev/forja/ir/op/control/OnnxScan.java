package dev.forja.ir.op.control;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRegion;
import dev.forja.ir.op.shape.Reverse;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Scan of ONNX. Operands are the first carried values, then the sequences. In operator set 8
 * the lengths come before all, and every operand has a batch axis in front.
 *
 * <p>A few positions of a known number are written out, one behind the other; otherwise the body is
 * imported once, into the region of a {@link Scan}.
 */
final class OnnxScan {
    private final OnnxCall call;
    private final OnnxRegion body;
    private final int sequences;

    private OnnxScan(OnnxCall call) {
        this.call = call;
        this.body = call.region("body");
        this.sequences = Math.toIntExact(call.integer("num_scan_inputs", 0));
    }

    static List<Value> results(OnnxCall call) {
        boolean hasBatch = call.version() < 9;
        if (hasBatch && call.has(0)) {
            throw OnnxProblem.unsupported("sequences of different lengths");
        }
        var operands = new ArrayList<Value>();
        for (int i = hasBatch ? 1 : 0; i < call.operands(); i++) {
            operands.add(call.operand(i));
        }
        var scan = new OnnxScan(call);
        scan.require(operands, hasBatch ? 2 : 1);
        return hasBatch ? scan.batch(operands) : scan.results(operands);
    }

    private void require(List<Value> operands, int least) {
        int carries = operands.size() - sequences;
        if (sequences < 1 || carries < 0 || body.inputs() != operands.size()) {
            throw OnnxProblem.invalid(
                    sequences + " sequences among " + operands.size() + " operands");
        }
        for (int i = 0; i < operands.size(); i++) {
            int rank = operands.get(i).type().rank();
            if (rank < (i < carries ? least - 1 : least)) {
                throw OnnxProblem.invalid("operand " + i + " of rank " + rank);
            }
        }
    }

    /** All examples of a batch are scanned alike, one after the other. */
    private List<Value> batch(List<Value> operands) {
        var b = call.builder();
        var region = FunctionBuilder.region("example");
        var params = new ArrayList<Value>();
        for (var operand : operands) {
            var type = operand.type();
            params.add(
                    region.param(
                            operand.name(),
                            type.withShape(type.shape().without(0)),
                            Role.INPUT,
                            operand.location()));
        }
        var results = call.within(region, () -> results(params));
        for (int i = 0; i < results.size(); i++) {
            region.output("result" + i, results.get(i));
        }
        var all = new ArrayList<>(operands);
        all.addAll(region.captures());
        return b.node(new Scan(region.build(), 0, operands.size(), false), all).results();
    }

    private List<Value> results(List<Value> operands) {
        int carries = operands.size() - sequences;
        var backwards =
                settings(call.version() < 9 ? "directions" : "scan_input_directions", sequences);
        var axes = settings("scan_input_axes", sequences);
        for (int i = 0; i < sequences; i++) {
            int rank = operands.get(carries + i).type().rank();
            axes.set(i, OnnxCall.axis(axes.get(i), rank));
        }
        var length = operands.get(carries).type().shape().dim(axes.getFirst());
        if (length.isConstant() && length.constant() <= OnnxPasses.FEW) {
            return call.attempt(() -> unrolled(operands, length, backwards, axes))
                    .orElseGet(() -> scanned(operands, backwards, axes));
        }
        return length.isConstant() && length.constant() <= OnnxPasses.LIMIT
                ? call.attempt(() -> scanned(operands, backwards, axes))
                        .orElseGet(() -> unrolled(operands, length, backwards, axes))
                : scanned(operands, backwards, axes);
    }

    private List<Value> unrolled(
            List<Value> operands, Dim size, List<Integer> backwards, List<Integer> axes) {
        var b = call.builder();
        int carries = operands.size() - sequences;
        int length = Math.toIntExact(size.constant());
        var carried = operands.subList(0, carries);
        var stacks = new ArrayList<List<Value>>();
        for (int pass = 0; pass < length; pass++) {
            var inputs = new ArrayList<>(carried);
            for (int i = 0; i < sequences; i++) {
                int at = backwards.get(i) == 0 ? pass : length - 1 - pass;
                inputs.add(OnnxPasses.at(b, operands.get(carries + i), axes.get(i), at));
            }
            var results = body(inputs, carries);
            carried = results.subList(0, carries);
            for (int i = carries; i < results.size(); i++) {
                if (pass == 0) {
                    stacks.add(new ArrayList<>());
                }
                stacks.get(i - carries).add(results.get(i));
            }
        }
        if (length == 0) {
            throw OnnxProblem.unsupported("passes of which there is none");
        }
        var directions = settings("scan_output_directions", stacks.size());
        var results = new ArrayList<>(carried);
        for (int i = 0; i < stacks.size(); i++) {
            var parts = stacks.get(i);
            int axis = outputAxis(i, stacks.size(), parts.getFirst());
            results.add(
                    OnnxPasses.stacked(b, directions.get(i) == 0 ? parts : parts.reversed(), axis));
        }
        return results;
    }

    private List<Value> body(List<Value> inputs, int carries) {
        // lengths, where there are any, come before all
        int first = call.operands() - inputs.size();
        var elements = IntStream.range(first, call.operands()).mapToObj(call::element).toList();
        var results = body.inline(inputs, elements);
        if (results.size() < carries) {
            throw OnnxProblem.invalid("a body of " + results.size() + " results");
        }
        for (int i = 0; i < results.size(); i++) {
            if (i < carries) {
                OnnxPasses.requireSame(elements.get(i), results.elements().get(i));
            }
            call.yields(i, results.elements().get(i));
        }
        return results.values();
    }

    /** The axis of a stacked result, which has one more than its parts. */
    private int outputAxis(int index, int stacks, Value part) {
        return OnnxCall.axis(
                settings("scan_output_axes", stacks).get(index), part.type().rank() + 1);
    }

    private List<Value> scanned(List<Value> operands, List<Integer> backwards, List<Integer> axes) {
        var b = call.builder();
        int carries = operands.size() - sequences;
        // Sequences of both directions are scanned forwards, those of the other one turned around.
        boolean isReverse = backwards.stream().allMatch(direction -> direction != 0);
        var all = new ArrayList<>(operands.subList(0, carries));
        for (int i = 0; i < sequences; i++) {
            var sequence = operands.get(carries + i);
            var first = Emit.transposeTo(b, sequence, first(axes.get(i), sequence.type().rank()));
            boolean isTurned = (backwards.get(i) != 0) != isReverse;
            all.add(isTurned ? b.add(new Reverse(0), first) : first);
        }
        var region = FunctionBuilder.region("position");
        var params = new ArrayList<Value>();
        for (int i = 0; i < all.size(); i++) {
            var type = all.get(i).type();
            params.add(
                    region.param(
                            all.get(i).name(),
                            i < carries ? type : type.withShape(type.shape().without(0)),
                            Role.INPUT,
                            all.get(i).location()));
        }
        var results = call.within(region, () -> body(params, carries));
        for (int i = 0; i < results.size(); i++) {
            if (i < carries) {
                OnnxPasses.requireSame(params.get(i), results.get(i));
            }
            region.output("result" + i, results.get(i));
        }
        all.addAll(region.captures());
        var made = b.node(new Scan(region.build(), carries, sequences, isReverse), all).results();
        int stacks = results.size() - carries;
        var directions = settings("scan_output_directions", stacks);
        var given = new ArrayList<>(made.subList(0, carries));
        for (int i = 0; i < stacks; i++) {
            var stack = made.get(carries + i);
            boolean isTurned = (directions.get(i) != 0) != isReverse;
            var turned = isTurned ? b.add(new Reverse(0), stack) : stack;
            int axis = outputAxis(i, stacks, results.get(carries + i));
            given.add(Emit.transposeTo(b, turned, last(axis, stack.type().rank())));
        }
        return given;
    }

    /** Where each axis goes when one of them becomes the first. */
    private static List<Integer> first(int axis, int rank) {
        return IntStream.range(0, rank)
                .map(i -> i == axis ? 0 : i < axis ? i + 1 : i)
                .boxed()
                .toList();
    }

    /** Where each axis goes when the first one gets another place. */
    private static List<Integer> last(int axis, int rank) {
        return IntStream.range(0, rank)
                .map(i -> i == 0 ? axis : i <= axis ? i - 1 : i)
                .boxed()
                .toList();
    }

    private List<Integer> settings(String name, int count) {
        var values = call.integers(name).orElse(Collections.nCopies(count, 0));
        if (values.size() != count) {
            throw OnnxProblem.invalid(name + " " + values + ", expected " + count);
        }
        return new ArrayList<>(values);
    }
}
