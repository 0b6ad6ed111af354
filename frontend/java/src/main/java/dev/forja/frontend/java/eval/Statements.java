package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Executes statements. */
final class Statements {
    private static final Set<String> NAMED_BY_CLASS =
            Set.of("Try", "Synchronized", "Labeled", "Assert");

    private final Evaluator evaluator;
    private final Loops loops;
    private final Switches switches;

    Statements(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.loops = new Loops(evaluator, this);
        this.switches = new Switches(evaluator, this);
    }

    Switches switches() {
        return switches;
    }

    /** Executes a body to its end, or to where its statements are too many. */
    Completion run(BlockStmt body, Frame frame) {
        try {
            return exec(body, frame);
        } catch (Evaluator.LimitPassed _) {
            frame.result(Datum.Special.UNKNOWN);
            return Completion.RETURN;
        }
    }

    /**
     * Executes a statement; an error in it is reported here, and what it would have set is unknown.
     */
    Completion exec(Statement statement, Frame frame) {
        try {
            evaluator.step(frame.at(statement));
            return execute(statement, frame);
        } catch (Problem problem) {
            evaluator.report(problem);
            return Poison.spread(statement, frame);
        }
    }

    private Completion execute(Statement statement, Frame frame) {
        return switch (statement) {
            case BlockStmt block -> block(block.getStatements(), frame);
            case ExpressionStmt expression -> expression(expression.getExpression(), frame);
            case ReturnStmt result -> result(result, frame);
            case IfStmt choice -> choose(choice, frame);
            case ForStmt loop -> loops.run(loop, frame);
            case ForEachStmt loop -> loops.run(loop, frame);
            case WhileStmt loop -> loops.run(loop, frame);
            case DoStmt loop -> loops.run(loop, frame);
            case SwitchStmt choice -> switches.run(choice, frame);
            case BreakStmt jump when jump.getLabel().isEmpty() -> Completion.BREAK;
            case ContinueStmt jump when jump.getLabel().isEmpty() -> Completion.CONTINUE;
            case ThrowStmt refusal -> throw refused(refusal, frame);
            case EmptyStmt _ -> Completion.NORMAL;
            case ExplicitConstructorInvocationStmt call when call.isThis() -> {
                evaluator.expressions().calls().delegate(call, frame);
                yield Completion.NORMAL;
            }
            default -> throw unsupported(statement, frame.at(statement));
        };
    }

    private static Problem unsupported(Statement statement, Location at) {
        var kind = statement.getClass().getSimpleName().replace("Stmt", "");
        var name =
                NAMED_BY_CLASS.contains(kind)
                        ? kind.toLowerCase(Locale.ROOT)
                        : statement.toString();
        return Problem.at(at, name, "unsupported statement")
                .expected("declarations, assignments, if, for, while, switch and return", name)
                .hint(
                        kind.equals("Try") || kind.equals("Synchronized")
                                ? "a model only computes; handle errors where it is called"
                                : "");
    }

    /** A class may refuse its arguments, as Java does, with a message. */
    Problem refused(ThrowStmt refusal, Frame frame) {
        var message = "";
        if (refusal.getExpression() instanceof ObjectCreationExpr creation
                && creation.getArguments().size() == 1) {
            var text = evaluator.expressions().eval(creation.getArgument(0), frame, null);
            message = Arithmetic.text(text);
        }
        return Problem.at(frame.at(refusal), frame.owner().name(), "refused: " + message);
    }

    /** Executes statements in a scope of their own. */
    Completion block(List<? extends Statement> statements, Frame frame) {
        var outer = frame.scope();
        frame.enter();
        try {
            for (var statement : statements) {
                var completion = exec(statement, frame);
                if (completion != Completion.NORMAL) {
                    return completion;
                }
            }
            return Completion.NORMAL;
        } finally {
            frame.leave(outer);
        }
    }

    private Completion expression(Expression expression, Frame frame) {
        if (expression instanceof VariableDeclarationExpr declaration) {
            declaration.getVariables().forEach(variable -> declare(variable, frame));
            return Completion.NORMAL;
        }
        var value = evaluator.expressions().eval(expression, frame, null);
        if (expression instanceof MethodCallExpr call && value.isTensor()) {
            throw Problem.at(frame.at(call), call.getNameAsString(), "the result isn't used")
                    .expected("an assignment or a return", call.toString())
                    .hint("tensors never change; write x = " + call);
        }
        return Completion.NORMAL;
    }

    void declare(VariableDeclarator variable, Frame frame) {
        var name = variable.getNameAsString();
        var at = frame.at(variable);
        if (frame.scope().find(name) != null) {
            throw Problem.at(at, name, "a local variable of that name exists already")
                    .expected("another name", name);
        }
        if (variable.getInitializer().isEmpty()) {
            frame.scope().declare(name, variable.getType(), null);
            return;
        }
        var initializer = variable.getInitializer().get();
        var value =
                initializer instanceof ArrayInitializerExpr && variable.getType().isVarType()
                        ? Datum.Special.UNKNOWN
                        : evaluator.expressions().eval(initializer, frame, name);
        frame.scope().declare(name, variable.getType(), Datum.Special.UNKNOWN);
        frame.scope().find(name).assign(converted(variable, value, at));
    }

    private static Datum converted(VariableDeclarator variable, Datum value, Location at) {
        return Conversion.convert(variable.getType(), value)
                .orElseThrow(() ->
                        Problem.at(at, variable.getNameAsString(), "type mismatch")
                                .expected(variable.getTypeAsString(), value.describe()))
                .datum();
    }

    private Completion result(ReturnStmt statement, Frame frame) {
        frame.result(Datum.Special.UNKNOWN);
        var type = frame.returnType();
        if (statement.getExpression().isEmpty()) {
            if (type != null && !type.isVoidType()) {
                throw Problem.at(frame.at(statement), "return", "return without a value")
                        .expected(type.asString(), "nothing");
            }
            frame.result(Datum.Special.NOTHING);
            return Completion.RETURN;
        }
        var expression = statement.getExpression().get();
        var value = evaluator.expressions().eval(expression, frame, frame.resultName());
        if (type == null || type.isVoidType()) {
            throw Problem.at(frame.at(statement), "return", "return type mismatch")
                    .expected("no value", value.describe());
        }
        var converted = Conversion.convert(type, value);
        if (converted.isEmpty()) {
            throw Problem.at(frame.at(expression), "return", "return type mismatch")
                    .expected(type.asString(), value.describe());
        }
        frame.result(converted.get().datum());
        return Completion.RETURN;
    }

    private Completion choose(IfStmt choice, Frame frame) {
        var condition = evaluator.expressions().condition(choice.getCondition(), frame, "if");
        if (condition == null) {
            return Poison.spread(choice, frame);
        } else if (condition) {
            return exec(choice.getThenStmt(), frame);
        }
        return choice.getElseStmt().isPresent()
                ? exec(choice.getElseStmt().get(), frame)
                : Completion.NORMAL;
    }
}
