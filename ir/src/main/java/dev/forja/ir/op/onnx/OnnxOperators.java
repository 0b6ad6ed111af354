package dev.forja.ir.op.onnx;

import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All ONNX operators that operators of the catalogue declare a binding for. */
public final class OnnxOperators {
    /** A binding and the operator that declares it. */
    public record Declared(OpDoc.OnnxName name, Class<? extends TensorOp> op) {
        public OnnxImport importer() {
            return name.importer(op);
        }
    }

    private static final Map<String, List<Declared>> BY_NAME = collect();

    private OnnxOperators() {}

    /** Bindings by name of the ONNX operator, sorted. */
    public static Map<String, List<Declared>> all() {
        return BY_NAME;
    }

    /** The binding of an operator in a version of its operator set. */
    public static Optional<Declared> find(String name, int version) {
        return BY_NAME.getOrDefault(name, List.of()).stream()
                .filter(one -> one.name().since() <= version && version <= one.name().until())
                .findFirst();
    }

    private static Map<String, List<Declared>> collect() {
        var found = new TreeMap<String, List<Declared>>();
        for (var op : OpCatalog.all().values()) {
            for (var name : OpCatalog.example(op).doc().onnx()) {
                found.computeIfAbsent(name.name(), _ -> new ArrayList<>())
                        .add(new Declared(name, op));
            }
        }
        return found;
    }
}
