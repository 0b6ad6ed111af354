package dev.forja.passes.lower;

import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.type.DType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of one variant; kernels with the same loops share one. */
final class MethodTable {
    private record Key(List<DType> buffers, List<String> ints, List<LoopStmt> body) {}

    private final Map<Key, LoopMethod> methods = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /** The name under which the method is callable. */
    String enter(LoopMethod method) {
        var key =
                new Key(
                        method.buffers().stream().map(LoopMethod.Buffer::dtype).toList(),
                        method.ints(),
                        method.body());
        return methods.computeIfAbsent(key, _ -> named(method)).name();
    }

    private LoopMethod named(LoopMethod method) {
        var stem = javaName(method.name());
        var name = stem;
        for (int suffix = 2; !names.add(name); suffix++) {
            name = stem + "_" + suffix;
        }
        return new LoopMethod(
                name,
                method.buffers(),
                method.ints(),
                method.body(),
                method.location(),
                method.doc());
    }

    private static String javaName(String text) {
        var name = new StringBuilder("k_");
        text.chars().forEach(c -> name.append(Character.isJavaIdentifierPart(c) ? (char) c : '_'));
        return name.toString();
    }

    List<LoopMethod> methods() {
        return List.copyOf(methods.values());
    }
}
