package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.data.TensorKind;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import java.util.ArrayList;
import java.util.List;

/** Evaluates expressions. */
final class Expressions {
    private final Evaluator evaluator;
    private final Names names;
    private final Calls calls;
    private final Assignments assignments;

    Expressions(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.names = new Names(evaluator);
        this.calls = new Calls(evaluator, names);
        this.assignments = new Assignments(evaluator);
    }

    /**
     * Evaluates an expression; an error in it is reported here.
     *
     * @param name what the value of the IR is to be called; null for the operator's name
     */
    Datum eval(Expression expression, Frame frame, String name) {
        try {
            return evaluate(expression, frame, name);
        } catch (Problem problem) {
            evaluator.report(problem);
        } catch (ArithmeticException _) {
            evaluator.report(
                    Problem.at(frame.at(expression), "", "a size out of range")
                            .expected("sizes whose product fits a long", expression.toString()));
        }
        return Datum.Special.UNKNOWN;
    }

    private Datum evaluate(Expression expression, Frame frame, String name) {
        var at = frame.at(expression);
        return switch (expression) {
            case IntegerLiteralExpr literal -> Literals.whole(literal, at);
            case LongLiteralExpr literal -> Literals.whole(literal, at);
            case DoubleLiteralExpr literal -> Literals.real(literal);
            case BooleanLiteralExpr literal -> new Datum.Truth(literal.getValue());
            case StringLiteralExpr literal -> new Datum.Text(literal.asString());
            case TextBlockLiteralExpr literal -> new Datum.Text(literal.asString());
            case ClassExpr literal -> elementClass(literal, at);
            case EnclosedExpr enclosed -> eval(enclosed.getInner(), frame, name);
            case NameExpr simple -> names.read(simple, frame);
            case FieldAccessExpr access -> names.read(access, frame);
            case ThisExpr _ -> names.self(frame, at);
            case UnaryExpr unary -> unary(unary, frame);
            case BinaryExpr binary -> binary(binary, frame);
            case ConditionalExpr conditional -> conditional(conditional, frame, name);
            case CastExpr cast -> cast(cast, frame, name);
            case AssignExpr assign -> assignments.assign(assign, frame);
            case MethodCallExpr call -> calls.call(call, frame, name);
            case ObjectCreationExpr creation -> calls.create(creation, frame);
            case ArrayCreationExpr creation -> array(creation, frame);
            case ArrayInitializerExpr initializer -> items(initializer.getValues(), frame);
            case ArrayAccessExpr access -> element(access, frame);
            case SwitchExpr choice -> evaluator.statements().switches().value(choice, frame, name);
            case LambdaExpr _ -> throw unsupported(at, "a lambda", "write a method");
            case MethodReferenceExpr _ ->
                    throw unsupported(at, "a method reference", "call the method");
            case InstanceOfExpr _ ->
                    throw unsupported(at, "instanceof", "use overloads of a method");
            case NullLiteralExpr _ -> throw unsupported(at, "null", "");
            default ->
                    throw unsupported(
                            at, expression.getClass().getSimpleName().replace("Expr", ""), "");
        };
    }

    private static Problem unsupported(Location at, String what, String hint) {
        return Problem.at(at, "", "unsupported expression: " + what)
                .expected("operators on tensors and arithmetic on constants", what)
                .hint(hint);
    }

    private static Datum elementClass(ClassExpr literal, Location at) {
        return TensorKind.named(literal.getTypeAsString())
                .map(kind -> (Datum) new Datum.ElementClass(kind.type()))
                .orElseThrow(() ->
                        Problem.at(at, literal.toString(), "not the class of a tensor")
                                .expected(
                                        "Tensor.class, IntTensor.class, LongTensor.class or BoolTensor.class",
                                        literal.toString()));
    }

    private Datum unary(UnaryExpr unary, Frame frame) {
        return switch (unary.getOperator()) {
            case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    assignments.increment(unary, frame);
            default ->
                    Arithmetic.unary(
                            unary.getOperator(),
                            eval(unary.getExpression(), frame, null),
                            frame.at(unary));
        };
    }

    /** Evaluates both sides, but for {@code &&} and {@code ||} on constants. */
    private Datum binary(BinaryExpr binary, Frame frame) {
        var left = eval(binary.getLeft(), frame, null);
        if (left instanceof Datum.Truth(var value)) {
            boolean decides =
                    binary.getOperator() == BinaryExpr.Operator.AND && !value
                            || binary.getOperator() == BinaryExpr.Operator.OR && value;
            if (decides) {
                return left;
            }
        }
        var right = eval(binary.getRight(), frame, null);
        return Arithmetic.binary(binary.getOperator(), left, right, frame.at(binary));
    }

    private Datum conditional(ConditionalExpr conditional, Frame frame, String name) {
        var condition = condition(conditional.getCondition(), frame, "?:");
        if (condition == null) {
            return Datum.Special.UNKNOWN;
        }
        return eval(condition ? conditional.getThenExpr() : conditional.getElseExpr(), frame, name);
    }

    Calls calls() {
        return calls;
    }

    /**
     * A condition that is decided when the model is compiled.
     *
     * @param construct what asks for it
     * @return null when it is unknown, which was reported
     */
    Boolean condition(Expression expression, Frame frame, String construct) {
        var datum = eval(expression, frame, null);
        if (datum.isUnknown()) {
            return null;
        }
        if (datum instanceof Datum.Truth(var value)) {
            return value;
        }
        boolean isLoop =
                construct.equals("for") || construct.equals("while") || construct.equals("do");
        if (datum.isTensor()) {
            var problem =
                    isLoop
                            ? Problem.at(
                                    frame.at(expression), construct, "a loop that depends on data")
                            : Problem.at(
                                    frame.at(expression), construct, "a tensor as a condition");
            throw problem.expected("a compile-time boolean", datum.describe())
                    .hint(
                            isLoop
                                    ? "loop over a constant, or over steps(x)"
                                    : "use where(condition, a, b)");
        }
        throw Problem.at(frame.at(expression), construct, "not a condition")
                .expected("a compile-time boolean", datum.describe());
    }

    private Datum cast(CastExpr cast, Frame frame, String name) {
        var datum = eval(cast.getExpression(), frame, name);
        return cast.getType().isPrimitiveType()
                ? Arithmetic.cast(cast.getTypeAsString(), datum, frame.at(cast))
                : datum;
    }

    private Datum array(ArrayCreationExpr creation, Frame frame) {
        if (creation.getInitializer().isPresent()) {
            return items(creation.getInitializer().get().getValues(), frame);
        }
        var level = creation.getLevels().getFirst().orElseThrow();
        var length = eval(level.getDimension().orElseThrow(), frame, null);
        if (length.isUnknown()) {
            return length;
        }
        if (creation.getLevels().size() > 1) {
            throw unsupported(frame.at(creation), "an array of arrays", "use a plain array");
        }
        if (length instanceof Datum.Numeral(Integer size) && size >= 0 && size <= Loops.LIMIT) {
            return new Datum.Sequence(defaults(creation.getElementType().asString(), size));
        }
        throw Problem.at(frame.at(creation), "new", "length of an array")
                .expected("a compile-time int from 0 to " + Loops.LIMIT, length.describe());
    }

    private static List<Datum> defaults(String type, int size) {
        Datum item =
                switch (type) {
                    case "int" -> new Datum.Numeral(0);
                    case "long" -> new Datum.Numeral(0L);
                    case "float" -> new Datum.Numeral(0f);
                    case "double" -> new Datum.Numeral(0d);
                    case "boolean" -> new Datum.Truth(false);
                    default -> null;
                };
        var items = new ArrayList<Datum>();
        for (int i = 0; i < size; i++) {
            items.add(item);
        }
        return items;
    }

    private Datum items(List<Expression> values, Frame frame) {
        return new Datum.Sequence(values.stream().map(value -> eval(value, frame, null)).toList());
    }

    private Datum element(ArrayAccessExpr access, Frame frame) {
        var array = eval(access.getName(), frame, null);
        var index = eval(access.getIndex(), frame, null);
        if (array.isUnknown() || index.isUnknown()) {
            return Datum.Special.UNKNOWN;
        }
        if (!(array instanceof Datum.Sequence sequence)) {
            throw Problem.at(frame.at(access), "[]", "not an array")
                    .expected("an array of constants or layers", array.describe())
                    .hint(array.isTensor() ? "use slice(x, axis, from, to)" : "");
        }
        return Sequences.get(sequence, index, frame.at(access.getIndex()));
    }
}
