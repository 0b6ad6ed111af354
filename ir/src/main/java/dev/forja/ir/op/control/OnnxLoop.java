package dev.forja.ir.op.control;

import dev.forja.ir.build.Emit;
import dev.forja.ir.data.Content;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.LogicalAnd;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRegion;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Loop of ONNX. Operands are the greatest number of passes, the first condition, and what is
 * carried; the body gives the next condition, what is carried, and what is stacked.
 *
 * <p>A few passes of a known number are written out, one behind the other: shapes may then depend
 * on the pass. Otherwise the body is imported once, into a region: of a scan over the numbers of
 * the passes if only their number ends the loop, else of a loop with a test.
 */
final class OnnxLoop {
    private static final TensorType NUMBER = TensorType.scalar(DType.I64);

    private final OnnxCall call;
    private final FunctionBuilder b;
    private final OnnxRegion body;
    private final int carries;
    private final int stacks;

    private OnnxLoop(OnnxCall call) {
        this.call = call;
        this.b = call.builder();
        this.body = call.region("body");
        this.carries = Math.max(0, call.operands() - 2);
        this.stacks = Math.max(0, call.results() - carries);
    }

    static List<Value> results(OnnxCall call) {
        var loop = new OnnxLoop(call);
        // Passes that are written out may have shapes of their own.
        List.of(0, 1).stream().filter(call::has).forEach(call::helps);
        if (loop.body.inputs() != 2 + loop.carries) {
            throw OnnxProblem.invalid(
                    "a body of " + loop.body.inputs() + " inputs, expected " + (2 + loop.carries));
        }
        return loop.results();
    }

    private List<Value> results() {
        var limit = limit();
        boolean isUnknown = call.has(1) && known(call.operand(1)).isEmpty();
        if (isUnknown || (call.has(0) && (limit.isEmpty() || !limit.get().isConstant()))) {
            return looped();
        }
        long passes = goes() ? limit.map(Dim::constant).orElse(0L) : 0;
        if (passes <= OnnxPasses.FEW || computesShapes()) {
            return call.attempt(this::unrolled).orElseGet(this::looped);
        }
        return passes <= OnnxPasses.LIMIT
                ? call.attempt(this::looped).orElseGet(this::unrolled)
                : looped();
    }

    /** The greatest number of passes where it is known, perhaps as a symbol. */
    private Optional<Dim> limit() {
        return call.has(0) && call.content(0).filter(Content::isComplete).isPresent()
                ? Optional.of(call.dim(0))
                : Optional.empty();
    }

    /** Does the first condition, which is known, hold? */
    private boolean goes() {
        return !call.has(1) || call.number(1) != 0;
    }

    /** The truth of a condition where it is known. */
    private Optional<Boolean> known(Value condition) {
        return call.content(condition)
                .filter(Content::isNumeric)
                .map(content -> content.elements().getFirst())
                .map(element -> element.number(DType.BOOL).intValue() != 0);
    }

    /** Are integers carried that are known before, and used behind the loop? */
    private boolean computesShapes() {
        return IntStream.range(0, carries)
                .anyMatch(i ->
                        call.wants(i)
                                && call.dtype(i + 2).isInteger()
                                && call.content(i + 2).filter(Content::isComplete).isPresent());
    }

    private List<Value> first() {
        return IntStream.range(0, carries).mapToObj(i -> call.operand(i + 2)).toList();
    }

    private List<Value> unrolled() {
        long most = limit().map(Dim::constant).orElse(OnnxPasses.LIMIT + 1L);
        boolean goes = goes();
        var condition = call.has(1) ? call.operand(1) : OnnxBuild.scalar(b, DType.BOOL, 1);
        var carried = first();
        var parts = new ArrayList<List<Value>>();
        IntStream.range(0, stacks).forEach(i -> parts.add(new ArrayList<>()));
        for (int pass = 0; goes && pass < most; pass++) {
            if (pass == OnnxPasses.LIMIT) {
                throw OnnxProblem.unsupported("a loop of more than " + pass + " passes");
            }
            var results = pass(OnnxBuild.scalar(b, DType.I64, pass), condition, carried);
            condition = results.getFirst();
            carried = results.subList(1, 1 + carries);
            for (int i = 0; i < stacks; i++) {
                parts.get(i).add(results.get(1 + carries + i));
            }
            var isGoing = known(condition);
            if (isGoing.isEmpty() && pass + 1 < most) {
                throw OnnxProblem.unsupported(
                        "a loop whose number of passes depends on computed values");
            }
            goes = isGoing.orElse(false);
        }
        var results = new ArrayList<>(carried);
        for (int i = 0; i < stacks; i++) {
            results.add(call.wants(carries + i) ? OnnxPasses.stacked(b, parts.get(i), 0) : null);
        }
        return results;
    }

    private List<Value> pass(Value number, Value condition, List<Value> carried) {
        var inputs = new ArrayList<Value>();
        inputs.add(number);
        inputs.add(condition);
        inputs.addAll(carried);
        var elements = new ArrayList<>(List.of(OnnxElement.I64, OnnxElement.BOOL));
        IntStream.range(0, carries).forEach(i -> elements.add(call.element(i + 2)));
        var results = body.inline(inputs, elements);
        int expected = 1 + carries + stacks;
        if (results.size() < expected) {
            throw OnnxProblem.invalid(
                    "a body of " + results.size() + " results, expected " + expected);
        }
        for (int i = 0; i < carries + stacks; i++) {
            var element = results.elements().get(1 + i);
            if (i < carries) {
                OnnxPasses.requireSame(call.element(i + 2), element);
            }
            call.yields(i, element);
        }
        return results.values();
    }

    /** The body as a region of carried values and the number of the pass. */
    private List<Value> looped() {
        var region = FunctionBuilder.region("pass");
        var params = params(region, first());
        var number = region.param("pass", NUMBER, Role.INPUT, b.location());
        // Whenever the body runs, the condition holds.
        var holds = OnnxBuild.scalar(region, DType.BOOL, 1);
        var results = call.within(region, () -> pass(number, holds, params));
        for (int i = 0; i < carries; i++) {
            OnnxPasses.requireSame(params.get(i), results.get(i + 1));
            region.output("next" + i, results.get(i + 1));
        }
        boolean isCounted =
                call.within(region, () -> known(results.getFirst()).orElse(false))
                        && (!call.has(1) || known(call.operand(1)).isPresent());
        return isCounted && (limit().isPresent() || !goes())
                ? counted(region, results)
                : tested(region, results.getFirst());
    }

    private static List<Value> params(FunctionBuilder region, List<Value> like) {
        return like.stream()
                .map(value ->
                        region.param(value.name(), value.type(), Role.INPUT, value.location()))
                .toList();
    }

    private List<Value> counted(FunctionBuilder region, List<Value> results) {
        var passes = goes() ? limit().orElseThrow() : Dim.ZERO;
        var length = passes.isNeverNegative() ? passes : passes.max(Dim.ZERO);
        var wanted =
                IntStream.range(0, stacks).filter(i -> call.wants(carries + i)).boxed().toList();
        wanted.forEach(i -> region.output("part" + i, results.get(1 + carries + i)));
        var operands = new ArrayList<>(first());
        operands.add(b.add(new Iota(DType.I64, Shape.of(length), 0)));
        operands.addAll(region.captures());
        var made = b.node(new Scan(region.build(), carries, 1, false), operands).results();
        var all = new ArrayList<>(made.subList(0, carries));
        for (int i = 0; i < stacks; i++) {
            all.add(wanted.contains(i) ? made.get(carries + wanted.indexOf(i)) : null);
        }
        return all;
    }

    /** Carries the number of the pass and whether there is one more behind the other values. */
    private List<Value> tested(FunctionBuilder pass, Value condition) {
        requireNoStacks();
        if (!call.has(0) && call.within(pass, () -> known(condition).orElse(false)) && goes()) {
            throw OnnxProblem.invalid("the loop never ends");
        }
        pass.output("goes", Emit.reshape(pass, condition, Shape.SCALAR));
        var function = pass.build();
        var region = FunctionBuilder.region("body");
        var params = params(region, first());
        var number = region.param("pass", NUMBER, Role.INPUT, b.location());
        region.param("goes", TensorType.scalar(DType.BOOL), Role.INPUT, b.location());
        var results = inlined(function, region, params, number, pass.captures());
        results.subList(0, carries).forEach(next -> region.output("next", next));
        var next = region.add(new Add(), number, OnnxBuild.scalar(region, DType.I64, 1));
        region.output("number", next);
        region.output("goes", within(region, results.get(carries), next));

        var operands = new ArrayList<>(first());
        var zero = OnnxBuild.scalar(b, DType.I64, 0);
        operands.add(zero);
        var isFirst =
                call.has(1)
                        ? Emit.reshape(b, call.operand(1), Shape.SCALAR)
                        : OnnxBuild.scalar(b, DType.BOOL, 1);
        operands.add(within(b, isFirst, zero));
        operands.addAll(region.captures());
        var loop = new While(test(region), region.build(), carries + 2);
        return b.node(loop, operands).results().subList(0, carries);
    }

    private void requireNoStacks() {
        if (IntStream.range(0, stacks).noneMatch(i -> call.wants(carries + i))) {
            return;
        }
        if (call.has(0) && limit().isEmpty()) {
            throw OnnxProblem.contentNeeded(0);
        }
        throw OnnxProblem.unsupported(
                "a loop that stacks results and ends by a computed condition: how many there are"
                        + " is not known before");
    }

    private List<Value> inlined(
            Function function,
            FunctionBuilder region,
            List<Value> carried,
            Value number,
            List<Value> captures) {
        var values = new HashMap<Value, Value>();
        var arguments = new ArrayList<>(carried);
        arguments.add(number);
        captures.forEach(capture -> arguments.add(region.here(capture)));
        for (int i = 0; i < arguments.size(); i++) {
            values.put(function.params().get(i), arguments.get(i));
        }
        region.inline(function, values);
        return function.outputs().stream().map(values::get).toList();
    }

    /** The condition, and that the number of the pass is below the limit. */
    private Value within(FunctionBuilder builder, Value condition, Value number) {
        if (!call.has(0)) {
            return condition;
        }
        var limit =
                limit().map(dim -> Emit.dim(builder, dim, DType.I64))
                        .orElseGet(() ->
                                OnnxBuild.convert(
                                        b,
                                        Emit.reshape(b, call.operand(0), Shape.SCALAR),
                                        DType.I64));
        return builder.add(new LogicalAnd(), condition, builder.add(new Less(), number, limit));
    }

    /** A function of the body's parameters that gives the last carried value. */
    private Function test(FunctionBuilder region) {
        var test = new FunctionBuilder("condition");
        var params = params(test, region.params());
        test.output("goes", params.get(carries + 1));
        return test.build();
    }
}
