package dev.forja.passes.train;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.OptimizerDef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The optimizers by name. */
final class Optimizers {
    private static final List<Optimizer> ALL =
            List.of(new GradientDescent(), new Momentum(), new Adam(false), new Adam(true));

    private Optimizers() {}

    static Optimizer find(OptimizerDef wanted, Location at) {
        return ALL.stream()
                .filter(optimizer -> optimizer.name().equals(wanted.name()))
                .findFirst()
                .orElseThrow(() ->
                        error(
                                at,
                                "unknown optimizer",
                                "one of " + ALL.stream().map(Optimizer::name).toList(),
                                wanted.name()));
    }

    /** The given hyper-parameters over the defaults. */
    static Map<String, Double> hyper(Optimizer optimizer, OptimizerDef given, Location at) {
        var hyper = new TreeMap<>(optimizer.defaults());
        given.hyper()
                .forEach((name, value) -> {
                    if (!hyper.containsKey(name)) {
                        throw error(
                                at,
                                "unknown hyper-parameter of " + optimizer.name(),
                                hyper.isEmpty() ? "none" : "one of " + hyper.keySet(),
                                name);
                    }
                    hyper.put(name, value);
                });
        return hyper;
    }

    private static CompileException error(
            Location at, String message, String expected, String found) {
        return new CompileException(
                List.of(new Diagnostic(at, "@Loss", message, expected, found, "")));
    }
}
