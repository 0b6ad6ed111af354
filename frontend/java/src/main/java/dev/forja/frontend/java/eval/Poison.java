package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.forja.frontend.java.data.Datum;

/** Keeps a statement that couldn't be executed from causing further messages. */
final class Poison {
    private Poison() {}

    /** Makes unknown whatever the statement may have assigned or returned. */
    static Completion spread(Statement statement, Frame frame) {
        statement.findAll(AssignExpr.class).forEach(assign -> forget(assign.getTarget(), frame));
        statement.findAll(UnaryExpr.class).forEach(unary -> forget(unary.getExpression(), frame));
        if (statement.findFirst(ReturnStmt.class).isPresent()) {
            frame.result(Datum.Special.UNKNOWN);
            return Completion.RETURN;
        }
        return Completion.NORMAL;
    }

    private static void forget(Expression target, Frame frame) {
        if (target instanceof NameExpr name) {
            var variable = frame.scope().find(name.getNameAsString());
            if (variable != null) {
                variable.assign(Datum.Special.UNKNOWN);
            }
        }
    }
}
