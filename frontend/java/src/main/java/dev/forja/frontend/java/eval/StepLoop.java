package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.control.Scan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A loop over the steps of a tensor, whose number need not be known: its body is evaluated once,
 * into the region of a scan. Variables from outside that the body assigns are carried from step to
 * step; what it adds to a list from outside is stacked.
 */
final class StepLoop {
    private final Evaluator evaluator;
    private final Statements statements;
    private final ForEachStmt loop;
    private final Frame frame;
    private final Datum.Steps steps;

    private final SequencedMap<String, Scope.Variable> carried = new LinkedHashMap<>();
    private final List<Value> first = new ArrayList<>();
    private final Map<Datum.Sequence, List<Datum>> lists = new IdentityHashMap<>();

    StepLoop(
            Evaluator evaluator,
            Statements statements,
            ForEachStmt loop,
            Frame frame,
            Datum.Steps steps) {
        this.evaluator = evaluator;
        this.statements = statements;
        this.loop = loop;
        this.frame = frame;
        this.steps = steps;
    }

    Completion run() {
        if (!findCarried()) {
            return Poison.spread(loop, frame);
        }
        findLists();
        var name = loop.getVariableDeclarator().getNameAsString();
        var region = FunctionBuilder.region(name);
        var emitter = evaluator.emitter();
        var outer = emitter.into(region);
        List<Value> next;
        List<Added> added;
        try {
            next = body(region, name);
            if (next == null) {
                return Poison.spread(loop, frame);
            }
            added = added();
            if (added == null) {
                return Poison.spread(loop, frame);
            }
        } finally {
            emitter.into(outer);
        }
        finish(region, outer, next, added);
        return Completion.NORMAL;
    }

    /** Assigned in the body and declared outside of it; false when one is unknown. */
    private boolean findCarried() {
        var names = new LinkedHashSet<String>();
        loop.getBody()
                .walk(
                        Expression.class,
                        expression -> {
                            if (expression instanceof AssignExpr assign) {
                                add(assign.getTarget(), names);
                            } else if (expression instanceof UnaryExpr unary
                                    && isIncrement(unary)) {
                                add(unary.getExpression(), names);
                            }
                        });
        for (var name : names) {
            var variable = frame.scope().find(name);
            if (variable == null) {
                continue;
            }
            if (variable.value() == null || !variable.value().isTensor()) {
                if (variable.value() != null && variable.value().isUnknown()) {
                    return false;
                }
                throw Problem.at(frame.at(loop), name, "a loop over steps can't change it")
                        .expected(
                                "a tensor with a first value before the loop",
                                variable.value() == null ? "no value" : variable.value().describe())
                        .hint(
                                variable.value() == null
                                        ? "start with zeros(..)"
                                        : "the number of steps isn't known; count in a tensor");
            }
            carried.put(name, variable);
            first.add(evaluator.emitter().value(variable.value()));
        }
        return true;
    }

    private static boolean isIncrement(UnaryExpr unary) {
        return switch (unary.getOperator()) {
            case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
            default -> false;
        };
    }

    private static void add(Expression target, Set<String> names) {
        if (target instanceof NameExpr name) {
            names.add(name.getNameAsString());
        }
    }

    /** The lists that the body can reach by a variable, as they are before it. */
    private void findLists() {
        for (var name : frame.scope().names()) {
            if (frame.scope().find(name).value() instanceof Datum.Sequence list) {
                lists.put(list, List.copyOf(list.items()));
            }
        }
    }

    /** Evaluates the body; gives the next carried values, or null when it has errors. */
    private List<Value> body(FunctionBuilder region, String name) {
        int position = 0;
        for (var variable : carried.entrySet()) {
            var value = first.get(position++);
            var param = region.param(variable.getKey(), value.type(), Role.INPUT, value.location());
            variable.getValue().assign(new Datum.Tensor(param));
        }
        var sequence = steps.sequence().type();
        var element =
                region.param(
                        name,
                        sequence.withShape(sequence.shape().without(0)),
                        Role.INPUT,
                        frame.at(loop.getVariableDeclarator()));
        var declared = loop.getVariableDeclarator();
        var outer = frame.scope();
        frame.enter();
        try {
            var datum = Conversion.convert(declared.getType(), new Datum.Tensor(element));
            if (datum.isEmpty()) {
                throw Problem.at(frame.at(declared), name, "type mismatch")
                        .expected(declared.getTypeAsString(), element.type().toString());
            }
            frame.scope().declare(name, declared.getType(), datum.get().datum());
            int errors = evaluator.reporter().count();
            var completion = statements.exec(loop.getBody(), frame);
            if (evaluator.reporter().count() > errors) {
                return null;
            }
            if (completion != Completion.NORMAL && completion != Completion.CONTINUE) {
                throw Problem.at(frame.at(loop), "for", "a loop over steps runs to its end")
                        .expected(
                                "a body without break and return",
                                completion == Completion.BREAK ? "break" : "return")
                        .hint("use where(..) to keep a value from some step on");
            }
            return next();
        } finally {
            frame.leave(outer);
        }
    }

    private List<Value> next() {
        var next = new ArrayList<Value>();
        int position = 0;
        for (var variable : carried.entrySet()) {
            var before = first.get(position++);
            var value = variable.getValue().value();
            if (value.isUnknown()) {
                return null;
            }
            var after = evaluator.emitter().value(value);
            if (!after.type().equals(before.type())) {
                throw Problem.at(
                                frame.at(loop),
                                variable.getKey(),
                                "its type changes from step to step")
                        .expected("the type it starts with, " + before.type(), after.type() + "")
                        .hint("start with a tensor of that shape, such as zeros(x.dim(0), 8)");
            }
            next.add(after);
        }
        return next;
    }

    /** One tensor that the body added to a list. */
    private record Added(Datum.Sequence list, Value value) {}

    /** What the body added to lists from outside, taken out of them; null when it is unknown. */
    private List<Added> added() {
        var added = new ArrayList<Added>();
        for (var name : frame.scope().names()) {
            if (!(frame.scope().find(name).value() instanceof Datum.Sequence list)
                    || !lists.containsKey(list)) {
                continue;
            }
            var before = lists.remove(list);
            var items = list.items();
            boolean isGrown =
                    items.size() >= before.size()
                            && IntStream.range(0, before.size())
                                    .allMatch(i -> items.get(i) == before.get(i));
            if (!isGrown) {
                throw Problem.at(frame.at(loop), name, "a loop over steps can't change it")
                        .expected("a list that the body adds to", "a changed element");
            }
            for (var item : items.subList(before.size(), items.size())) {
                if (item.isUnknown()) {
                    return null;
                } else if (!item.isTensor()) {
                    throw Problem.at(frame.at(loop), name, "only tensors can be stacked")
                            .expected("a tensor a step", item.describe());
                }
                added.add(new Added(list, evaluator.emitter().value(item)));
            }
            items.subList(before.size(), items.size()).clear();
        }
        return added;
    }

    private void finish(
            FunctionBuilder region, FunctionBuilder outer, List<Value> next, List<Added> added) {
        var names = List.copyOf(carried.keySet());
        for (int i = 0; i < next.size(); i++) {
            region.output(names.get(i), next.get(i));
        }
        added.forEach(one -> region.output(one.value().name(), one.value()));
        var operands = new ArrayList<>(first);
        operands.add(steps.sequence());
        operands.addAll(region.captures());
        var results = new ArrayList<Value>();
        if (!next.isEmpty() || !added.isEmpty()) {
            outer.at(frame.at(loop));
            var scan = new Scan(region.build(), first.size(), 1, steps.reverse());
            results.addAll(outer.node(scan, operands).results());
        }
        for (int i = 0; i < names.size(); i++) {
            carried.get(names.get(i)).assign(new Datum.Tensor(results.get(i)));
        }
        for (int i = 0; i < added.size(); i++) {
            var whole = results.get(names.size() + i);
            added.get(i).list().items().add(new Datum.Stacked(whole));
        }
    }
}
