package dev.forja.passes.train;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Limits gradients before any optimizer sees them: each element to a range, and then all of them
 * together to a length (Pascanu, Mikolov and Bengio 2013), {@code g * limit / max(|all g|, limit)}.
 */
final class ClipGradients {
    private static final String BY_VALUE = "clipByValue";
    private static final String BY_GLOBAL_NORM = "clipByGlobalNorm";

    /** The hyper-parameters that every optimizer takes. */
    static final Set<String> NAMES = Set.of(BY_GLOBAL_NORM, BY_VALUE);

    private ClipGradients() {}

    static List<Value> of(
            UpdateMath math, List<Value> gradients, Map<String, Double> hyper, Location at) {
        var clipped = gradients;
        if (hyper.containsKey(BY_VALUE)) {
            double limit = limit(BY_VALUE, hyper, at);
            clipped = clipped.stream().map(gradient -> byValue(math, gradient, limit)).toList();
        }
        if (hyper.containsKey(BY_GLOBAL_NORM)) {
            clipped = byNorm(math, clipped, limit(BY_GLOBAL_NORM, hyper, at));
        }
        return clipped;
    }

    private static double limit(String name, Map<String, Double> hyper, Location at) {
        double limit = hyper.get(name);
        if (!(limit > 0)) {
            throw new CompileException(
                    List.of(
                            new Diagnostic(
                                    at,
                                    "@Loss",
                                    name + " that nothing passes",
                                    "more than 0",
                                    limit + "",
                                    "")));
        }
        return limit;
    }

    private static Value byValue(UpdateMath math, Value gradient, double limit) {
        var above = math.apply(new Maximum(), gradient, math.number(-limit));
        return math.apply(new Minimum(), above, math.number(limit));
    }

    private static List<Value> byNorm(UpdateMath math, List<Value> gradients, double limit) {
        var number = math.number(limit);
        var factor = math.div(number, math.apply(new Maximum(), math.norm(gradients), number));
        return gradients.stream().map(gradient -> math.mul(gradient, factor)).toList();
    }
}
