package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Nearest;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;

/** Assignments to local variables and array elements, and in constructors to fields. */
final class Assignments {
    private final Evaluator evaluator;

    Assignments(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Datum assign(AssignExpr assign, Frame frame) {
        var target = assign.getTarget();
        var name = target instanceof NameExpr simple ? simple.getNameAsString() : null;
        var operator = assign.getOperator().toBinaryOperator();
        if (operator.isEmpty()) {
            var value = evaluator.expressions().eval(assign.getValue(), frame, name);
            return store(target, value, frame);
        }
        var old = evaluator.expressions().eval(target, frame, null);
        var change = evaluator.expressions().eval(assign.getValue(), frame, null);
        return store(target, combine(operator.get(), old, change, frame.at(assign)), frame);
    }

    /** Java casts the result of a compound assignment back to the type of its target. */
    private static Datum combine(
            BinaryExpr.Operator operator, Datum old, Datum change, Location at) {
        var result = Arithmetic.binary(operator, old, change, at);
        if (old instanceof Datum.Numeral(var before)
                && result instanceof Datum.Numeral(var after)) {
            var type =
                    java.util.List.of("int", "long", "float", "double")
                            .get(Conversion.rank(before));
            return new Datum.Numeral(Conversion.cast(type, after));
        }
        return result;
    }

    Datum increment(UnaryExpr unary, Frame frame) {
        var old = evaluator.expressions().eval(unary.getExpression(), frame, null);
        boolean isUp =
                unary.getOperator() == UnaryExpr.Operator.PREFIX_INCREMENT
                        || unary.getOperator() == UnaryExpr.Operator.POSTFIX_INCREMENT;
        var operator = isUp ? BinaryExpr.Operator.PLUS : BinaryExpr.Operator.MINUS;
        var next = combine(operator, old, new Datum.Numeral(1), frame.at(unary));
        store(unary.getExpression(), next, frame);
        return unary.isPostfix() ? old : next;
    }

    private Datum store(Expression target, Datum value, Frame frame) {
        return switch (target) {
            case NameExpr name when frame.scope().find(name.getNameAsString()) != null ->
                    local(name, value, frame);
            case NameExpr name -> field(name.getNameAsString(), name, value, frame);
            case FieldAccessExpr access when access.getScope() instanceof ThisExpr ->
                    field(access.getNameAsString(), access, value, frame);
            case ArrayAccessExpr access -> element(access, value, frame);
            default ->
                    throw Problem.at(frame.at(target), target.toString(), "can't be assigned here")
                            .expected("a local variable or an array element", target.toString());
        };
    }

    private Datum local(NameExpr name, Datum value, Frame frame) {
        var variable = frame.scope().find(name.getNameAsString());
        var converted = Conversion.convert(variable.type(), value);
        if (converted.isEmpty()) {
            variable.assign(Datum.Special.UNKNOWN);
            throw Problem.at(frame.at(name), name.getNameAsString(), "type mismatch in assignment")
                    .expected(variable.type().asString(), value.describe());
        }
        variable.assign(converted.get().datum());
        return converted.get().datum();
    }

    private Datum field(String name, Expression target, Datum value, Frame frame) {
        var field = frame.owner().field(name);
        if (field.isEmpty()) {
            throw Problem.at(frame.at(target), name, "unknown variable")
                    .expected("a local variable or a field", name)
                    .hint(Nearest.hint(name, frame.scope().names()));
        }
        if (!frame.constructs() || frame.self() == null || field.get().isStatic()) {
            boolean isParameter = field.get().isParameter();
            throw Problem.at(
                            frame.at(target),
                            name,
                            isParameter ? "assignment to a parameter" : "assignment to a field")
                    .expected("an assignment to a local variable", "a field outside a constructor")
                    .hint(
                            isParameter
                                    ? "the optimizer of a @Loss changes parameters"
                                    : "use a local variable");
        }
        evaluator.instances().store(frame.self(), field.get(), value, frame.at(target));
        return frame.self().fields().get(name);
    }

    private Datum element(ArrayAccessExpr access, Datum value, Frame frame) {
        var array = evaluator.expressions().eval(access.getName(), frame, null);
        var index = evaluator.expressions().eval(access.getIndex(), frame, null);
        if (array.isUnknown() || index.isUnknown()) {
            return Datum.Special.UNKNOWN;
        }
        if (!(array instanceof Datum.Sequence sequence)) {
            throw Problem.at(frame.at(access), "[]", "not an array")
                    .expected("an array of constants or layers", array.describe())
                    .hint(
                            array.isTensor()
                                    ? "tensors never change; make a new one with where()"
                                    : "");
        }
        int position = Sequences.index(sequence, index, frame.at(access.getIndex()));
        sequence.items().set(position, value);
        return value;
    }
}
