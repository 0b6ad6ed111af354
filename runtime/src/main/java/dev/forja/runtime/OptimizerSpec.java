package dev.forja.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The optimizer that is compiled into a training step.
 *
 * @param name {@code gradientDescent}, {@code momentum}, {@code adam} or {@code adamw}
 * @param hyperParameters values by name, in the order of declaration, without the learning rate,
 *     which is an input of every step
 */
public record OptimizerSpec(String name, Map<String, Float> hyperParameters) {
    public OptimizerSpec {
        Objects.requireNonNull(name, "name");
        hyperParameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperParameters));
    }

    /**
     * The value of a hyper-parameter.
     *
     * @throws IllegalArgumentException if the optimizer has none of that name
     */
    public float hyperParameter(String key) {
        Float value = hyperParameters.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "optimizer "
                            + name
                            + " has no hyper-parameter '"
                            + key
                            + "'; it has "
                            + hyperParameters.keySet());
        }
        return value;
    }
}
