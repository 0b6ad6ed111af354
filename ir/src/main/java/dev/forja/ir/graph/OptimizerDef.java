package dev.forja.ir.graph;

import java.util.Map;
import java.util.TreeMap;

/** An optimizer by name with its hyper-parameters. */
public record OptimizerDef(String name, TreeMap<String, Double> hyper) {
    public OptimizerDef {
        hyper = new TreeMap<>(hyper);
    }

    public static OptimizerDef of(String name, Map<String, Double> hyper) {
        return new OptimizerDef(name, new TreeMap<>(hyper));
    }
}
