package dev.forja.passes.train;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import java.util.List;
import java.util.Map;

/** An update rule, made of ordinary operators. */
interface Optimizer {
    String name();

    /** Hyper-parameters with their defaults. */
    Map<String, Double> defaults();

    /** Names of the slots that each parameter has; every one starts at zero. */
    List<String> slots();

    /**
     * Builds the next value of a parameter and of its slots, in the order of {@link #slots()}.
     *
     * @param slots old values
     */
    List<Value> update(Step step, Value parameter, Value gradient, List<Value> slots);

    /**
     * What an update reads besides.
     *
     * @param rate learning rate, f32[]
     * @param number of the step from 1, i64[]
     */
    record Step(FunctionBuilder builder, Value rate, Value number, Map<String, Double> hyper) {}
}
