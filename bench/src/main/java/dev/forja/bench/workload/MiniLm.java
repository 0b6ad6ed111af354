package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Indices;
import dev.forja.bench.workload.Workload.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Sentences of several lengths through all-MiniLM-L6-v2, an encoder of six layers, as PyTorch
 * exported it. It lies in an artifact that the peers' module depends on.
 */
final class MiniLm {
    private static final int[] LENGTHS = {8, 32, 128, 256};
    private static final String SHAPE = "batch, seq";
    private static final double TARGET = 1.1;

    private static final int LAYERS = 6;
    private static final int WIDTH = 384;
    private static final int WIDER = 4 * WIDTH;
    private static final int WORDS = 30_522;

    private MiniLm() {}

    static List<Workload> workloads() {
        // The file calls both sizes "batch".
        var source =
                ModelSource.resource("all-minilm-l6-v2.onnx")
                        .shaped(
                                Map.of(
                                        "input_ids", SHAPE,
                                        "attention_mask", SHAPE,
                                        "token_type_ids", SHAPE));
        return source.isThere()
                ? Arrays.stream(LENGTHS).mapToObj(length -> sentence(source, length)).toList()
                : List.of();
    }

    private static Workload sentence(ModelSource source, int length) {
        return new Workload(
                        "minilm-" + length,
                        "MiniLM-L6 sentence embedding, " + length + " tokens",
                        source,
                        "run",
                        Kind.INFERENCE,
                        Map.of(),
                        Map.of("batch", 1, "seq", length),
                        task(length))
                .atLeast(TARGET, "ort-pinned")
                .atLeast(TARGET, "ort-pinned-2");
    }

    private static Task task(int length) {
        double dense = LAYERS * (4.0 * WIDTH * WIDTH + 2.0 * WIDTH * WIDER);
        double attention = LAYERS * 2.0 * length * WIDTH;
        return new Task.Forward(
                2 * length * (dense + attention),
                dense + (double) length * WIDTH,
                (double) length * WIDTH,
                Map.of(
                        "input_ids", new Indices(1, WORDS),
                        "attention_mask", new Indices(1, 2),
                        "token_type_ids", new Indices(0, 1)));
    }
}
