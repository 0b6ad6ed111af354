package dev.forja.passes.train;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.OptimizerDef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The optimizers by name. */
final class Optimizers {
    private static final List<Optimizer> ALL =
            List.of(
                    new GradientDescent(),
                    new Momentum(),
                    new Nesterov(),
                    new Adagrad(),
                    new RmsProp(),
                    new Adam(false),
                    new Adam(true),
                    new Lamb());

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

    /** The given hyper-parameters over the defaults, with those of clipping. */
    static Map<String, Double> hyper(Optimizer optimizer, OptimizerDef given, Location at) {
        var hyper = new TreeMap<>(optimizer.defaults());
        given.hyper()
                .forEach((name, value) -> {
                    if (!hyper.containsKey(name) && !ClipGradients.NAMES.contains(name)) {
                        throw error(
                                at,
                                "unknown hyper-parameter of " + optimizer.name(),
                                "one of " + known(optimizer),
                                name);
                    }
                    hyper.put(name, value);
                });
        return hyper;
    }

    private static Set<String> known(Optimizer optimizer) {
        var known = new TreeSet<>(optimizer.defaults().keySet());
        known.addAll(ClipGradients.NAMES);
        return known;
    }

    private static CompileException error(
            Location at, String message, String expected, String found) {
        return new CompileException(
                List.of(new Diagnostic(at, "@Loss", message, expected, found, "")));
    }
}
