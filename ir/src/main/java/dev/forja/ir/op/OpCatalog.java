package dev.forja.ir.op;

import dev.forja.ir.diag.TypeException;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All operators, found by scanning the packages below this one: a new file is a new operator. */
public final class OpCatalog {
    private static final Map<String, Class<? extends TensorOp>> BY_MNEMONIC = scan();
    private static final Map<ScalarFn, String> BITWISE =
            Map.of(ScalarFn.AND, "bitAnd", ScalarFn.OR, "bitOr", ScalarFn.XOR, "bitXor");
    private static final Map<ScalarFn, ElementwiseOp> BY_FUNCTION = functions();

    private OpCatalog() {}

    /** Operator records by mnemonic, sorted. */
    public static Map<String, Class<? extends TensorOp>> all() {
        return BY_MNEMONIC;
    }

    public static Optional<Class<? extends TensorOp>> find(String mnemonic) {
        return Optional.ofNullable(BY_MNEMONIC.get(mnemonic));
    }

    /** The attributes of an operator: the components of its record. */
    public static RecordComponent[] attributes(Class<? extends TensorOp> op) {
        return op.getRecordComponents();
    }

    /** Attribute values in order. */
    public static List<Object> values(TensorOp op) {
        return Arrays.stream(attributes(op.getClass()))
                .map(component -> value(op, component))
                .toList();
    }

    private static Object value(TensorOp op, RecordComponent component) {
        try {
            return component.getAccessor().invoke(op);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(op.mnemonic() + "." + component.getName(), e);
        }
    }

    /**
     * Makes an operator.
     *
     * @param values one per attribute, of its type
     */
    public static TensorOp create(Class<? extends TensorOp> op, List<Object> values) {
        var types =
                Arrays.stream(attributes(op)).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            return op.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof TypeException problem) {
                throw problem;
            }
            throw new IllegalStateException(
                    "attributes of " + op.getSimpleName() + ": " + values, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "attributes of " + op.getSimpleName() + ": " + values, e);
        }
    }

    /** The operator whose formula is just this function; there is none for FMA. */
    public static ElementwiseOp elementwiseOf(ScalarFn fn, DType type) {
        if (type.isInteger()) {
            var bitwise = BITWISE.get(fn);
            if (bitwise != null) {
                return (ElementwiseOp) create(BY_MNEMONIC.get(bitwise), List.of());
            }
        }
        return BY_FUNCTION.get(fn);
    }

    /** Sample problems by mnemonic. */
    public static Map<String, List<Sample>> samples() {
        var samples = new TreeMap<String, List<Sample>>();
        BY_MNEMONIC.forEach((mnemonic, op) -> samples.put(mnemonic, example(op).samples()));
        return samples;
    }

    /**
     * An instance with neutral attributes, for what doesn't depend on them: documentation and
     * samples.
     */
    public static TensorOp example(Class<? extends TensorOp> op) {
        return create(op, Arrays.stream(attributes(op)).map(c -> neutral(c.getType())).toList());
    }

    private static Object neutral(Class<?> type) {
        if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type == double.class) {
            return 0.0;
        } else if (type == boolean.class) {
            return false;
        } else if (type == String.class) {
            return "";
        } else if (type == List.class) {
            return List.of();
        } else if (type == DType.class) {
            return DType.F32;
        } else if (type == Shape.class) {
            return Shape.SCALAR;
        } else if (type == Dim.class) {
            return Dim.ONE;
        }
        return null;
    }

    private static Map<ScalarFn, ElementwiseOp> functions() {
        var found = new EnumMap<ScalarFn, ElementwiseOp>(ScalarFn.class);
        for (var entry : BY_MNEMONIC.entrySet()) {
            var op = entry.getValue();
            if (BITWISE.containsValue(entry.getKey())) {
                continue;
            }
            if (ElementwiseOp.class.isAssignableFrom(op) && attributes(op).length == 0) {
                var instance = (ElementwiseOp) create(op, List.of());
                plainFunction(instance).ifPresent(fn -> found.putIfAbsent(fn, instance));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    /**
     * The function that the formula is nothing but a call of, for the first element types that it
     * takes.
     */
    private static Optional<ScalarFn> plainFunction(ElementwiseOp op) {
        int arity = op.doc().operands().size();
        for (var type : List.of(DType.F32, DType.BOOL, DType.I32)) {
            var types = new ArrayList<>(Collections.nCopies(arity, type));
            if (arity == 3) {
                types.set(0, DType.BOOL);
            }
            try {
                if (op.formula(types) instanceof ScalarExpr.Call(var fn, var args, _)
                        && args.equals(Arrays.asList(Formulas.args(types)))) {
                    return Optional.of(fn);
                }
                return Optional.empty();
            } catch (TypeException _) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static Map<String, Class<? extends TensorOp>> scan() {
        var found = new TreeMap<String, Class<? extends TensorOp>>();
        var own = OpCatalog.class.getPackageName().replace('.', '/');
        try {
            var uri = OpCatalog.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            var root = Path.of(uri);
            if (Files.isDirectory(root)) {
                collect(root, own, found);
            } else {
                try (var jar = FileSystems.newFileSystem(URI.create("jar:" + uri), Map.of())) {
                    collect(jar.getPath("/"), own, found);
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("can't read the operators", e);
        }
        return Collections.unmodifiableMap(found);
    }

    private static void collect(Path root, String own, Map<String, Class<? extends TensorOp>> found)
            throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(own))) {
            for (var file : files.sorted().toList()) {
                var name = root.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".class") && !name.contains("$") && !name.contains("-info")) {
                    enter(name.substring(0, name.length() - 6).replace('/', '.'), found);
                }
            }
        }
    }

    private static void enter(String name, Map<String, Class<? extends TensorOp>> found) {
        try {
            // Not initialised: a class below may itself want the catalogue.
            var type = Class.forName(name, false, OpCatalog.class.getClassLoader());
            if (type.isRecord() && TensorOp.class.isAssignableFrom(type)) {
                var op = type.asSubclass(TensorOp.class);
                found.put(mnemonic(op), op);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String mnemonic(Class<? extends TensorOp> op) {
        var name = op.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
