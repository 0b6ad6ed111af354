package dev.forja.ir.op.onnx;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The binding of operators that need no other: operands in order, attributes by the name of the
 * record's component, broadcasting by the rules of NumPy for elementwise operators. Refuses
 * whatever it does not know, so that nothing is taken for what it is not.
 *
 * @param op the record of the operator
 * @param absent values of components that the node has no attribute for
 */
public record DefaultImport(Class<? extends TensorOp> op, Map<String, Object> absent)
        implements OnnxImport {
    /** Attributes of ONNX's first operator sets that never had a meaning for the result. */
    private static final List<String> WITHOUT_MEANING = List.of("consumed_inputs");

    @Override
    public List<Value> results(OnnxCall call) {
        var made = make(call);
        var names = made.doc().operands();
        boolean isVariadic = !names.isEmpty() && names.getLast().endsWith("...");
        if (!isVariadic && call.operands() != names.size()) {
            throw OnnxProblem.unsupported(
                    call.operator() + " with " + call.operands() + " operands");
        }
        var operands = call.allOperands();
        return made instanceof ElementwiseOp elementwise
                ? List.of(LegacyBroadcast.apply(call, elementwise, operands))
                : call.builder().node(made, operands).results();
    }

    private TensorOp make(OnnxCall call) {
        var unknown = new HashSet<>(call.attributes());
        WITHOUT_MEANING.forEach(unknown::remove);
        var values = new ArrayList<>();
        for (var component : OpCatalog.attributes(op)) {
            var name =
                    unknown.stream()
                            .filter(attribute -> isSame(attribute, component.getName()))
                            .findFirst();
            var value =
                    name.flatMap(call::attribute).orElseGet(() -> absent.get(component.getName()));
            name.ifPresent(unknown::remove);
            values.add(convert(component.getName(), component.getType(), value));
        }
        if (ElementwiseOp.class.isAssignableFrom(op)) {
            LegacyBroadcast.ATTRIBUTES.forEach(unknown::remove);
        }
        if (!unknown.isEmpty()) {
            throw OnnxProblem.unsupported(
                    "attribute " + String.join(", ", unknown) + " of " + call.operator());
        }
        return OpCatalog.create(op, values);
    }

    private static boolean isSame(String attribute, String component) {
        return attribute.replace("_", "").equals(component.toLowerCase(Locale.ROOT));
    }

    private static Object convert(String name, Class<?> type, Object value) {
        if (value == null) {
            throw OnnxProblem.invalid("attribute " + name + " is missing");
        }
        if (type == int.class && value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        if (type == boolean.class && value instanceof Long number) {
            return number != 0;
        }
        if (type == List.class && value instanceof List<?> list) {
            var converted = new ArrayList<>();
            for (var element : list) {
                converted.add(
                        element instanceof Long number
                                ? (Object) Math.toIntExact(number)
                                : element);
            }
            return converted;
        }
        boolean fits =
                (type == int.class && value instanceof Integer)
                        || (type == boolean.class && value instanceof Boolean)
                        || (type == long.class && value instanceof Long)
                        || (type == double.class && value instanceof Double)
                        || type.isInstance(value);
        if (!fits) {
            throw OnnxProblem.unsupported("attribute " + name + " of type " + value.getClass());
        }
        return value;
    }
}
