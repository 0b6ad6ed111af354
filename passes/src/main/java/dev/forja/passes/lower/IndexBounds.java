package dev.forja.passes.lower;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.TakesIndices;
import dev.forja.ir.type.Dim;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * Bounds of inputs that hold positions: those that go into an operand of positions as they are, or
 * in another shape. They are found in the function as it was written, since its operators say what
 * their operands mean; what they are made of no longer does.
 */
final class IndexBounds {
    private IndexBounds() {}

    /** What the elements of an input have to be below, by the input's name. */
    static Map<String, List<Dim>> of(Function function) {
        var bounds = new TreeMap<String, SequencedSet<Dim>>();
        for (var node : function.nodes()) {
            if (node.op() instanceof TakesIndices op) {
                var source = source(node.operands().get(op.indices()));
                if (function.params().contains(source)) {
                    var types = node.operands().stream().map(Value::type).toList();
                    bounds.computeIfAbsent(source.name(), _ -> new LinkedHashSet<>())
                            .add(op.bound(types));
                }
            }
        }
        var lists = new TreeMap<String, List<Dim>>();
        bounds.forEach((name, all) -> lists.put(name, List.copyOf(all)));
        return lists;
    }

    /** The value that this one shows in another shape. */
    private static Value source(Value value) {
        var node = value.definition();
        return node != null && node.op() instanceof StructuredOp op && op.isView()
                ? source(node.operands().getFirst())
                : value;
    }
}
