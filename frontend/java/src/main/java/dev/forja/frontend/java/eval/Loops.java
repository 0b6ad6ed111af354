package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import java.util.List;

/** Unrolls loops, whose conditions have to be known when the model is compiled. */
final class Loops {
    /** The greatest number of iterations. */
    static final int LIMIT = 10_000;

    private final Evaluator evaluator;
    private final Statements statements;

    Loops(Evaluator evaluator, Statements statements) {
        this.evaluator = evaluator;
        this.statements = statements;
    }

    Completion run(ForStmt loop, Frame frame) {
        var outer = frame.scope();
        frame.enter();
        try {
            loop.getInitialization().forEach(expression -> init(expression, frame));
            var condition = loop.getCompare().orElse(null);
            return iterate(loop, "for", condition, true, loop.getBody(), loop.getUpdate(), frame);
        } finally {
            frame.leave(outer);
        }
    }

    private void init(Expression expression, Frame frame) {
        if (expression instanceof VariableDeclarationExpr declaration) {
            declaration.getVariables().forEach(variable -> statements.declare(variable, frame));
        } else {
            evaluator.expressions().eval(expression, frame, null);
        }
    }

    Completion run(WhileStmt loop, Frame frame) {
        return iterate(loop, "while", loop.getCondition(), true, loop.getBody(), List.of(), frame);
    }

    Completion run(DoStmt loop, Frame frame) {
        return iterate(loop, "do", loop.getCondition(), false, loop.getBody(), List.of(), frame);
    }

    /**
     * Runs a loop.
     *
     * @param condition null for none
     * @param testsFirst whether the condition is tested before the first iteration
     */
    private Completion iterate(
            Statement loop,
            String construct,
            Expression condition,
            boolean testsFirst,
            Statement body,
            List<Expression> updates,
            Frame frame) {
        for (int iteration = 0; ; iteration++) {
            if (condition != null && (testsFirst || iteration > 0)) {
                var holds = evaluator.expressions().condition(condition, frame, construct);
                if (holds == null) {
                    return Poison.spread(loop, frame);
                } else if (!holds) {
                    return Completion.NORMAL;
                }
            }
            if (iteration == LIMIT) {
                throw tooLong(construct, frame.at(loop));
            }
            var completion = statements.exec(body, frame);
            if (completion == Completion.BREAK) {
                return Completion.NORMAL;
            } else if (completion == Completion.RETURN) {
                return completion;
            }
            updates.forEach(update -> evaluator.expressions().eval(update, frame, null));
        }
    }

    private static Problem tooLong(String construct, Location at) {
        return Problem.at(at, construct, "a loop too long to unroll")
                .expected("at most " + LIMIT + " iterations", "more")
                .hint("use one operator on a larger tensor");
    }

    Completion run(ForEachStmt loop, Frame frame) {
        var items = evaluator.expressions().eval(loop.getIterable(), frame, null);
        if (items.isUnknown()) {
            return Poison.spread(loop, frame);
        }
        if (items instanceof Datum.Steps steps) {
            return new StepLoop(evaluator, statements, loop, frame, steps).run();
        }
        if (!(items instanceof Datum.Sequence sequence)) {
            throw Problem.at(frame.at(loop.getIterable()), "for", "a loop that depends on data")
                    .expected("an array or a list of constants or layers", items.describe())
                    .hint(items.isTensor() ? "loop over steps(x)" : "");
        }
        var variable = loop.getVariableDeclarator();
        for (var item : List.copyOf(sequence.items())) {
            var outer = frame.scope();
            frame.enter();
            try {
                var value = Conversion.convert(variable.getType(), item);
                if (value.isEmpty()) {
                    throw Problem.at(
                                    frame.at(variable), variable.getNameAsString(), "type mismatch")
                            .expected(variable.getTypeAsString(), item.describe());
                }
                frame.scope()
                        .declare(
                                variable.getNameAsString(),
                                variable.getType(),
                                value.get().datum());
                var completion = statements.exec(loop.getBody(), frame);
                if (completion == Completion.BREAK) {
                    break;
                } else if (completion == Completion.RETURN) {
                    return completion;
                }
            } finally {
                frame.leave(outer);
            }
        }
        return Completion.NORMAL;
    }
}
