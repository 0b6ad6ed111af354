package dev.forja.ir.text;

import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ExprDag;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints scalar expressions with the names of a kernel's axes and operands. What is used twice, or
 * grows long, becomes a line of its own.
 */
final class ScalarPrinter {
    private static final int MAX_INLINE = 100;

    private final Kernel kernel;
    private final StringBuilder lines;
    private final ExprDag dag = new ExprDag();
    private final Map<ScalarExpr, String> known = new IdentityHashMap<>();
    private int temporaries;

    ScalarPrinter(Kernel kernel, StringBuilder lines) {
        this.kernel = kernel;
        this.lines = lines;
        // All at once, so that the uses are counted before the first is printed.
        dag.intern(kernel.body());
        dag.intern(kernel.epilogue());
    }

    String print(ScalarExpr expr) {
        var one = dag.intern(expr);
        var done = known.get(one);
        if (done == null) {
            done = text(one);
            if (done.length() > MAX_INLINE || isComputed(one) && dag.uses(one) > 1) {
                var name = "t" + temporaries++;
                lines.append("    ").append(name).append(" = ").append(done).append('\n');
                done = name;
            }
            known.put(one, done);
        }
        return done;
    }

    /** A second look at an element or a number costs nothing to read. */
    private static boolean isComputed(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Call _, ScalarExpr.Convert _, ScalarExpr.Bitcast _ -> true;
            case ScalarExpr.Load(var access, _) -> !access.guards().isEmpty();
            default -> false;
        };
    }

    private String text(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Const(var type, var value) ->
                    type.isFloat() ? Float.toString(value.floatValue()) : value.toString();
            case ScalarExpr.DimValue(var dim, _) -> "size(" + dim + ")";
            case ScalarExpr.Arg(var index, _) -> "arg" + index;
            case ScalarExpr.Index(var axis, _) -> kernel.axes().get(axis).name();
            case ScalarExpr.Acc _ -> "acc";
            case ScalarExpr.Load load -> load(load);
            case ScalarExpr.Convert(var operand, var type) ->
                    "(" + type.text() + ") " + print(operand);
            case ScalarExpr.Bitcast(var operand, var type) ->
                    "bits<" + type.text() + ">(" + print(operand) + ")";
            case ScalarExpr.Call(var fn, var args, _) -> {
                var infix =
                        switch (fn) {
                            case ADD -> " + ";
                            case SUB -> " - ";
                            case MUL -> " * ";
                            case DIV -> " / ";
                            default -> null;
                        };
                var texts = args.stream().map(this::print).toList();
                yield infix == null
                        ? fn.text() + texts.stream().collect(Collectors.joining(", ", "(", ")"))
                        : "(" + texts.get(0) + infix + texts.get(1) + ")";
            }
        };
    }

    private String load(ScalarExpr.Load load) {
        var access = load.access();
        var index =
                access.index().stream()
                        .map(this::index)
                        .collect(Collectors.joining(", ", "[", "]"));
        var text = kernel.operands().get(access.operand()).name() + index;
        return access.guards().isEmpty()
                ? text
                : "("
                        + access.guards().stream()
                                .map(guard ->
                                        "0 <= " + index(guard.index()) + " < " + guard.extent())
                                .collect(Collectors.joining(" && "))
                        + " ? "
                        + text
                        + " : "
                        + print(access.otherwise())
                        + ")";
    }

    String index(IndexExpr index) {
        return switch (index) {
            case IndexExpr.Direct(var affine) -> affine(affine);
            case IndexExpr.Indirect(var value) -> print(value);
        };
    }

    private String affine(Affine affine) {
        var sum = affine.constant();
        for (var term : affine.factors().entrySet()) {
            sum =
                    sum.plus(
                            Dim.symbol(kernel.axes().get(term.getKey()).name())
                                    .times(term.getValue()));
        }
        return sum.toString();
    }
}
