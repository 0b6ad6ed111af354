package dev.forja.frontend.java.call;

import dev.forja.ir.op.OpCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The one table of names and defaults that the language and the operators don't share. Every other
 * operator goes by its own name, and its attributes have to be given.
 */
final class DslNames {
    /** Functions and tensor methods by the mnemonic of their operator. */
    private static final Map<String, String> ALIASES =
            Map.ofEntries(
                    Map.entry("matmul", "matMul"),
                    Map.entry("mean", "reduceMean"),
                    Map.entry("sum", "reduceSum"),
                    Map.entry("prod", "reduceProd"),
                    Map.entry("max", "reduceMax"),
                    Map.entry("min", "reduceMin"),
                    Map.entry("plus", "add"),
                    Map.entry("minus", "sub"),
                    Map.entry("times", "mul"),
                    Map.entry("dividedBy", "div"),
                    Map.entry("remainder", "rem"),
                    Map.entry("negate", "neg"),
                    Map.entry("equalTo", "equal"),
                    Map.entry("notEqualTo", "notEqual"),
                    Map.entry("lessThan", "less"),
                    Map.entry("lessOrEqual", "lessEqual"),
                    Map.entry("greaterThan", "greater"),
                    Map.entry("greaterOrEqual", "greaterEqual"),
                    Map.entry("and", "logicalAnd"),
                    Map.entry("or", "logicalOr"),
                    Map.entry("xor", "logicalXor"),
                    Map.entry("not", "logicalNot"));

    /** Attribute values where a call gives none, by mnemonic and attribute. */
    private static final Map<String, Map<String, Object>> DEFAULTS =
            Map.ofEntries(
                    Map.entry("softmax", Map.of("axis", -1)),
                    Map.entry("logSoftmax", Map.of("axis", -1)),
                    Map.entry("softmaxCrossEntropy", Map.of("axis", -1)),
                    Map.entry("reduceMean", Map.of("keepDims", false)),
                    Map.entry("reduceSum", Map.of("keepDims", false)),
                    Map.entry("reduceProd", Map.of("keepDims", false)),
                    Map.entry("reduceMax", Map.of("keepDims", false)),
                    Map.entry("reduceMin", Map.of("keepDims", false)),
                    Map.entry("argMax", Map.of("keepDims", false)),
                    Map.entry("argMin", Map.of("keepDims", false)),
                    Map.entry("leakyRelu", Map.of("alpha", 0.2)),
                    Map.entry("elu", Map.of("alpha", 1.0)),
                    Map.entry("gelu", Map.of("approximate", false)),
                    Map.entry("gather", Map.of("axis", 0)),
                    Map.entry("flatten", Map.of("axis", 1)),
                    Map.entry("layerNorm", Map.of("axis", -1, "epsilon", 1e-5)),
                    Map.entry("rmsNorm", Map.of("axis", -1, "epsilon", 1e-5)),
                    Map.entry("groupNorm", Map.of("epsilon", 1e-5, "channelsLast", true)),
                    Map.entry("instanceNorm", Map.of("epsilon", 1e-5, "channelsLast", true)),
                    Map.entry("batchNorm", Map.of("axis", -1, "epsilon", 1e-3, "momentum", 0.99)),
                    Map.entry("globalAveragePool", Map.of("keepDims", false, "channelsLast", true)),
                    Map.entry("globalMaxPool", Map.of("keepDims", false, "channelsLast", true)),
                    Map.entry("huber", Map.of("delta", 1.0)),
                    Map.entry("cumSum", Map.of("exclusive", false, "reverse", false)));

    /**
     * Operators that the passes and the functions of {@link ShapeFunctions} make; no model source
     * names them.
     */
    private static final Set<String> INTERNAL =
            Set.of(
                    "add",
                    "argSort",
                    "averagePool",
                    "batchNormTraining",
                    "bitcast",
                    "broadcast",
                    "constant",
                    "contract",
                    "conv",
                    "convTranspose",
                    "convert",
                    "dimSize",
                    "div",
                    "dropout",
                    "fill",
                    "globalLpPool",
                    "gru",
                    "if",
                    "interleave",
                    "iota",
                    "localResponseNorm",
                    "lpNormalization",
                    "lpPool",
                    "lstm",
                    "matMul",
                    "maxPool",
                    "maxPoolIndices",
                    "mul",
                    "neg",
                    "pad",
                    "randomBits",
                    "randomNormal",
                    "randomUniform",
                    "ranks",
                    "rem",
                    "reshape",
                    "rnn",
                    "scaledDotProductAttention",
                    "scan",
                    "scatterAdd",
                    "seededDropout",
                    "slice",
                    "standardize",
                    "sub",
                    "topK",
                    "transpose",
                    "unwindow",
                    "while",
                    "window");

    private DslNames() {}

    /** The mnemonic behind a name of the language; empty when no operator goes by it. */
    static Optional<String> mnemonic(String name) {
        var alias = ALIASES.get(name);
        if (alias != null) {
            return Optional.of(alias);
        }
        return INTERNAL.contains(name) ? Optional.empty() : OpCatalog.find(name).map(op -> name);
    }

    static Map<String, Object> defaults(String mnemonic) {
        return DEFAULTS.getOrDefault(mnemonic, Map.of());
    }

    static SortedSet<String> all() {
        var names = new TreeSet<>(OpCatalog.all().keySet());
        names.removeAll(INTERNAL);
        names.addAll(ALIASES.keySet());
        return names;
    }
}
