package dev.forja.bench.coldstart;

import dev.forja.bench.workload.ModelSource;
import java.util.List;

/**
 * A model whose beginning is measured.
 *
 * @param title for people
 * @param source the model
 * @param type name of the generated class
 * @param entry the entry that is called
 * @param symbols values of its symbols
 * @param input elements of its input
 * @param output elements of its output
 * @param workload the same as a workload, for other engines; empty if there is none
 */
record Beginner(
        String title,
        ModelSource source,
        String type,
        String entry,
        List<Integer> symbols,
        int input,
        int output,
        String workload) {
    private static final String PACKAGE = "dev.forja.bench.models.";

    /** The models of the comparison's table about cold starts. */
    static List<Beginner> all() {
        return List.of(
                own("MLP 784-256-128-10", "Mlp784", "classify", List.of(1), 784, 10, "mlp-784"),
                new Beginner(
                        "digits 64-128-10",
                        ModelSource.resource("dev/forja/samples/digits/Digits.java"),
                        "dev.forja.samples.digits.Digits",
                        "classify",
                        List.of(1),
                        64,
                        10,
                        "digits"),
                own("CNN 28x28", "Cnn28", "classify", List.of(1), 784, 10, ""),
                own(
                        "LSTM 64 steps, 16 to 128",
                        "Lstm16",
                        "predict",
                        List.of(1, 64),
                        64 * 16,
                        1,
                        ""));
    }

    private static Beginner own(
            String title,
            String name,
            String entry,
            List<Integer> symbols,
            int input,
            int output,
            String workload) {
        return new Beginner(
                title,
                ModelSource.own(name),
                PACKAGE + name,
                entry,
                symbols,
                input,
                output,
                workload);
    }
}
