package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.frontend.java.JavaFrontend;
import dev.forja.frontend.java.SourceFile;
import dev.forja.frontend.java.SourceLookup;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A training step needs little more memory than what its backward pass reads of the forward one.
 */
class TrainingWorkspaceTest {
    private static final Map<String, Dim> BATCH = Map.of("n", Dim.of(64));

    /** It is 1.31 in scalar code and 1.40 with vectors, which pack operands. */
    private static final double MOST = 1.5;

    @Test
    void ofTheConvolutionalNetwork() throws IOException {
        var model = model();
        var units = LowerModel.units(model, PassObserver.NONE);
        var graph =
                units.stream()
                        .filter(unit -> unit.kind() == LoweredFunction.Kind.STEP)
                        .findFirst()
                        .orElseThrow()
                        .kernels();
        long kept = kept(graph);
        assertThat(kept).isPositive();
        for (var variant : LowerModel.lower(model, units, List.of(1, 4, 8, 16)).variants()) {
            var step =
                    variant.functions().stream()
                            .filter(f -> f.kind() == LoweredFunction.Kind.STEP)
                            .findFirst()
                            .orElseThrow();
            long workspace = 0;
            for (var type : step.workspace().entrySet()) {
                workspace += elements(type.getValue()) * bytes(type.getKey());
            }
            assertThat(workspace / (double) kept)
                    .as(variant.lanes() + " lanes: " + workspace + " bytes for " + kept)
                    .isLessThanOrEqualTo(MOST);
        }
    }

    private static ModelDef model() throws IOException {
        var path = Sources.sample("cnn", "cnn/FashionCnn");
        var lookup = SourceLookup.classPath(TrainingWorkspaceTest.class.getClassLoader());
        return new JavaFrontend(lookup, Map.of())
                .parse(List.of(new SourceFile(path.toString(), Files.readString(path))))
                .getFirst();
    }

    /** Bytes of the buffers that the way to the loss writes and that something else reads later. */
    private static long kept(KernelGraph graph) {
        var producers = new HashMap<Buffer, KernelNode>();
        graph.kernels().forEach(node -> producers.put(node.result(), node));
        var forward = new HashSet<KernelNode>();
        collect(graph.outputs().getFirst().buffer(), producers, forward);
        var kept = new HashSet<Buffer>();
        for (var node : graph.kernels()) {
            if (!forward.contains(node)) {
                node.operands().stream()
                        .filter(operand -> forward.contains(producers.get(operand)))
                        .forEach(kept::add);
            }
        }
        return kept.stream()
                .mapToLong(buffer ->
                        elements(buffer.type().shape().size()) * bytes(buffer.type().dtype()))
                .sum();
    }

    private static void collect(
            Buffer buffer, Map<Buffer, KernelNode> producers, Set<KernelNode> forward) {
        var node = producers.get(buffer);
        if (node != null && forward.add(node)) {
            node.operands().forEach(operand -> collect(operand, producers, forward));
        }
    }

    private static long elements(Dim size) {
        return size.substitute(BATCH).constant();
    }

    private static long bytes(DType type) {
        return switch (type) {
            case F32, I32 -> 4;
            case F64, I64 -> 8;
            case BOOL -> 1;
        };
    }
}
