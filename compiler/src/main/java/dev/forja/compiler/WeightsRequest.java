package dev.forja.compiler;

import dev.forja.compiler.weights.WeightNames;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files that the initial values of parameters come from.
 *
 * @param files safetensors or .npz, by simple name of the model; the empty name stands for the only
 *     model
 * @param names what the parameters are called in the files, where it is not their own name; see
 *     {@link WeightNames}
 * @param partial whether parameters that a file lacks keep the values of their initializers
 */
public record WeightsRequest(
        SortedMap<String, Path> files, SortedMap<String, String> names, boolean partial) {
    public static final WeightsRequest NONE =
            new WeightsRequest(new TreeMap<>(), new TreeMap<>(), false);

    /**
     * @throws IllegalArgumentException when a name is not of the form that it has to have
     */
    public WeightsRequest {
        files = new TreeMap<>(files);
        names = new TreeMap<>(names);
        WeightNames.require(names);
    }
}
