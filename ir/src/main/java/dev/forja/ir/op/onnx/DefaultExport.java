package dev.forja.ir.op.onnx;

import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.TensorOp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way back of {@link DefaultImport}: the node that an operator which is imported with operands
 * in order and attributes by name is written as.
 *
 * @param attributes by the name that ONNX gives them
 */
public record DefaultExport(String operator, Map<String, Object> attributes) {
    private static final Pattern UPPER = Pattern.compile("([A-Z])");

    /** Empty when the operator declares no such name, or ONNX lacks one of its attributes. */
    public static Optional<DefaultExport> of(TensorOp op) {
        return op.doc().onnx().stream()
                .filter(name ->
                        name.binding() == null
                                && !name.name().contains(":")
                                && name.since() <= OnnxTarget.OPSET
                                && name.until() >= OnnxTarget.OPSET)
                .findFirst()
                .flatMap(name -> of(op, name));
    }

    private static Optional<DefaultExport> of(TensorOp op, OpDoc.OnnxName name) {
        var attributes = new LinkedHashMap<String, Object>();
        var values = OpCatalog.values(op);
        var components = OpCatalog.attributes(op.getClass());
        for (int i = 0; i < components.length; i++) {
            var component = components[i].getName();
            var value = values.get(i);
            if (name.fixed().containsKey(component)) {
                if (!name.fixed().get(component).equals(value)) {
                    return Optional.empty();
                }
            } else {
                attributes.put(attribute(component), value);
            }
        }
        return Optional.of(new DefaultExport(name.name(), attributes));
    }

    private static String attribute(String component) {
        return UPPER.matcher(component).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }

    /** Writes the node. */
    public List<OnnxTarget.Ref> write(OnnxTarget target, int results) {
        var node = target.plain(operator);
        attributes.forEach(node::with);
        return node.results(results);
    }
}
