package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.nodeTypes.SwitchNode;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;

/** Decides switches on constants. */
final class Switches {
    private final Evaluator evaluator;
    private final Statements statements;

    Switches(Evaluator evaluator, Statements statements) {
        this.evaluator = evaluator;
        this.statements = statements;
    }

    Completion run(SwitchStmt choice, Frame frame) {
        var selector = selector(choice.getSelector(), frame);
        if (selector.isUnknown()) {
            return Poison.spread(choice, frame);
        }
        int first = find(choice, selector, frame);
        if (first < 0) {
            return Completion.NORMAL;
        }
        var entries = choice.getEntries();
        boolean fallsThrough = entries.get(first).getType() == SwitchEntry.Type.STATEMENT_GROUP;
        int end = fallsThrough ? entries.size() : first + 1;
        for (int i = first; i < end; i++) {
            var completion = statements.block(entries.get(i).getStatements(), frame);
            if (completion == Completion.BREAK) {
                return Completion.NORMAL;
            } else if (completion != Completion.NORMAL) {
                return completion;
            }
        }
        return Completion.NORMAL;
    }

    Datum value(SwitchExpr choice, Frame frame, String name) {
        var at = frame.at(choice);
        var selector = selector(choice.getSelector(), frame);
        if (selector.isUnknown()) {
            return selector;
        }
        int index = find(choice, selector, frame);
        if (index < 0) {
            throw Problem.at(at, "switch", "no case for the value")
                    .expected("a case or default", selector.describe());
        }
        var entry = choice.getEntries().get(index);
        return switch (entry.getType()) {
            case EXPRESSION ->
                    evaluator
                            .expressions()
                            .eval(
                                    ((ExpressionStmt) entry.getStatements().get(0)).getExpression(),
                                    frame,
                                    name);
            case BLOCK -> yielded((BlockStmt) entry.getStatements().get(0), frame, name, at);
            case THROWS_STATEMENT ->
                    throw statements.refused((ThrowStmt) entry.getStatements().get(0), frame);
            default ->
                    throw Problem.at(at, "switch", "unsupported: a switch value without arrows")
                            .expected("case 1 -> x;", "case 1:");
        };
    }

    /** The block of a case ends in a yield, behind any other statements. */
    private Datum yielded(BlockStmt block, Frame frame, String name, Location at) {
        var outer = frame.scope();
        frame.enter();
        try {
            for (Statement statement : block.getStatements()) {
                if (statement instanceof YieldStmt result) {
                    return evaluator.expressions().eval(result.getExpression(), frame, name);
                }
                statements.exec(statement, frame);
            }
        } finally {
            frame.leave(outer);
        }
        throw Problem.at(at, "switch", "a case without a value")
                .expected("yield at the end of the block", "the end of the block");
    }

    private Datum selector(Expression expression, Frame frame) {
        var selector = evaluator.expressions().eval(expression, frame, null);
        if (selector.isTensor() || selector instanceof Datum.Size) {
            throw Problem.at(frame.at(expression), "switch", "a switch on a tensor")
                    .expected("a compile-time int or String", selector.describe())
                    .hint("use where(condition, a, b)");
        }
        return selector;
    }

    /** The index of the entry that a value selects; -1 for none. */
    private int find(SwitchNode choice, Datum selector, Frame frame) {
        int byDefault = -1;
        for (int i = 0; i < choice.getEntries().size(); i++) {
            var entry = choice.getEntries().get(i);
            if (entry.getLabels().isEmpty() || entry.isDefault()) {
                byDefault = i;
            }
            for (var label : entry.getLabels()) {
                if (evaluator.expressions().eval(label, frame, null).equals(selector)) {
                    return i;
                }
            }
        }
        return byDefault;
    }
}
