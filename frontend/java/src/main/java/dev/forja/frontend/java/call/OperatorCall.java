package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call of an operator as the catalogue describes it: tensors become operands in order, and
 * compile-time values the attributes. Where an elementwise operator takes a tensor, a number will
 * do.
 */
final class OperatorCall {
    private final CallSite site;
    private final Class<? extends TensorOp> op;
    private final List<String> operandNames;
    private final List<Integer> operands = new ArrayList<>();
    private final List<Integer> attributes = new ArrayList<>();

    OperatorCall(CallSite site, String mnemonic) {
        this.site = site;
        this.op = OpCatalog.find(mnemonic).orElseThrow();
        this.operandNames = OpCatalog.example(op).doc().operands();
    }

    Datum apply() {
        var emitter = site.requireEmitter();
        partition();
        checkOperands();
        var operator = create();
        var type = operandType();
        var values = operands.stream().map(arg -> operand(emitter, arg, type)).toList();
        return emitter.apply(site, operator, values);
    }

    private boolean isVariadic() {
        return operandNames.getLast().endsWith("...");
    }

    private boolean takesNumbers() {
        return ElementwiseOp.class.isAssignableFrom(op);
    }

    /**
     * Tensors are operands wherever they stand; numbers are among the first operands of elementwise
     * operators.
     */
    private void partition() {
        for (int arg = 0; arg < site.args().size(); arg++) {
            boolean isNumber =
                    site.args().get(arg) instanceof Datum.Numeral
                            || site.args().get(arg) instanceof Datum.Size;
            boolean isOperand =
                    site.args().get(arg).isTensor()
                            || takesNumbers() && isNumber && operands.size() < operandNames.size();
            (isOperand ? operands : attributes).add(arg);
        }
    }

    private void checkOperands() {
        boolean fits = isVariadic() ? !operands.isEmpty() : operands.size() == operandNames.size();
        if (!fits) {
            var wrong = attributes.stream().filter(arg -> arg < operandNames.size()).findFirst();
            if (!isVariadic() && operands.size() < operandNames.size() && wrong.isPresent()) {
                throw site.mismatch(wrong.get(), "a tensor for " + operandNames.get(wrong.get()));
            }
            throw site.wrongCount(signature());
        }
        if (operands.stream().noneMatch(arg -> site.args().get(arg).isTensor())) {
            throw site.mismatch(operands.getFirst(), "a tensor")
                    .hint("numbers are computed with Math");
        }
    }

    /**
     * The element type that numbers among the operands take: that of the last tensor, as where's
     * condition is first.
     */
    private DType operandType() {
        var tensors = operands.stream().filter(arg -> site.args().get(arg).isTensor()).toList();
        return site.type(tensors.getLast()).dtype();
    }

    private Value operand(Emitter emitter, int arg, DType type) {
        return switch (site.args().get(arg)) {
            case Datum.Size(var dim) -> emitter.size(site, dim, type);
            case Datum.Numeral number -> {
                if (!type.isFloat() && !number.isWhole() || type == DType.BOOL) {
                    throw site.mismatch(arg, "a number of type " + type.text())
                            .hint("convert the other operand with cast");
                }
                yield emitter.number(site, type, CallSite.exact(number.value()));
            }
            default -> site.tensor(arg);
        };
    }

    private TensorOp create() {
        var values = new ArrayList<Object>();
        for (var component : OpCatalog.attributes(op)) {
            values.add(bind(component));
        }
        if (!attributes.isEmpty()) {
            throw site.problemAt(attributes.getFirst(), "an argument too many")
                    .expected(signature(), site.describeArgs());
        }
        try {
            return OpCatalog.create(op, values);
        } catch (TypeException e) {
            throw Emitter.problem(site, e.at(site.at()));
        }
    }

    /** Takes the first argument left that fits an attribute. */
    private Object bind(RecordComponent component) {
        if (component.getType() == List.class) {
            return list();
        }
        for (var arg : attributes) {
            var value = value(component.getType(), site.args().get(arg));
            if (value != null) {
                attributes.remove(arg);
                return value;
            }
        }
        var byDefault = DslNames.defaults(mnemonic()).get(component.getName());
        if (byDefault == null) {
            if (!attributes.isEmpty()) {
                throw site.mismatch(
                        attributes.getFirst(), javaName(component) + " for " + component.getName());
            }
            throw site.wrongCount(signature());
        }
        return byDefault;
    }

    private static Object value(Class<?> type, Datum datum) {
        return switch (datum) {
            case Datum.Numeral(Integer whole) when type == int.class -> whole;
            case Datum.Numeral(var number) when type == double.class -> CallSite.exact(number);
            case Datum.Numeral number when type == Dim.class && number.isWhole() ->
                    Dim.of(number.value().longValue());
            case Datum.Size(var dim) when type == Dim.class -> dim;
            case Datum.Truth(var truth) when type == boolean.class -> truth;
            default -> null;
        };
    }

    /** All ints that are left, one by one or in an array. */
    private List<Integer> list() {
        var ints = new ArrayList<Integer>();
        for (var arg : List.copyOf(attributes)) {
            switch (site.args().get(arg)) {
                case Datum.Numeral(Integer value) -> ints.add(value);
                case Datum.Sequence sequence ->
                        sequence.items().forEach(item -> ints.add(item(item, arg)));
                default -> {
                    continue;
                }
            }
            attributes.remove(arg);
        }
        return ints;
    }

    private int item(Datum item, int arg) {
        if (item instanceof Datum.Numeral(Integer value)) {
            return value;
        }
        throw site.mismatch(arg, "compile-time ints");
    }

    private String mnemonic() {
        return OpCatalog.example(op).mnemonic();
    }

    private String signature() {
        var parts =
                Stream.concat(
                        operandNames.stream(),
                        Arrays.stream(OpCatalog.attributes(op)).map(OperatorCall::describe));
        return site.name() + parts.collect(Collectors.joining(", ", "(", ")"));
    }

    private static String describe(RecordComponent attribute) {
        return javaName(attribute) + " " + attribute.getName();
    }

    private static String javaName(RecordComponent attribute) {
        return switch (attribute.getType().getSimpleName()) {
            case "List" -> "int...";
            case "Dim" -> "int";
            default -> attribute.getType().getSimpleName();
        };
    }
}
