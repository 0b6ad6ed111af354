package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Result;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.SeededInTraining;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which values of a function are the same in every call, as they depend on parameters alone. */
public final class FixedValues {
    private FixedValues() {}

    /** Those values, parameters included. */
    public static Set<Value> of(Function function) {
        return of(function, _ -> true);
    }

    /**
     * Those that are computed in some types alone, parameters included.
     *
     * @param wanted may a value on the way have this type?
     */
    static Set<Value> of(Function function, Predicate<TensorType> wanted) {
        var fixed = new HashSet<>(function.params(Role.PARAMETER));
        function.results().stream().map(Result::target).forEach(fixed::remove);
        for (var node : function.nodes()) {
            boolean isWanted = node.results().stream().map(Value::type).allMatch(wanted);
            if (isWanted && isFixed(node) && fixed.containsAll(node.operands())) {
                fixed.addAll(node.results());
            }
        }
        return fixed;
    }

    private static boolean isFixed(Node node) {
        return !(node.op() instanceof OpaqueOp)
                && !(node.op() instanceof SeededInTraining)
                && isFixed(node.op())
                && node.results().stream().allMatch(value -> value.type().shape().isStatic());
    }

    /** Sizes that are known in a call alone may stand in attributes too. */
    private static boolean isFixed(TensorOp op) {
        return OpCatalog.values(op).stream().allMatch(FixedValues::isFixed);
    }

    private static boolean isFixed(Object attribute) {
        return switch (attribute) {
            case Dim dim -> dim.isConstant();
            case Shape shape -> shape.isStatic();
            case List<?> list -> list.stream().allMatch(FixedValues::isFixed);
            default -> true;
        };
    }
}
