package dev.forja.bench.peers.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.bench.peers.Peers;
import dev.forja.runtime.ElementType;
import dev.forja.runtime.TensorBlock;
import dev.forja.runtime.TensorFile;
import dev.forja.runtime.TensorFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files that {@code IndependentValuesTest} compares our operators with are what PyTorch
 * computes.
 */
class PyTorchValuesTest {
    private static final Path FILES =
            Path.of("..", "..", "test", "src", "test", "resources", "independent-values");

    /** PyTorch's own kernels differ in the last places from one processor to the other. */
    private static final float TOLERANCE = 1e-5f;

    static List<Case> cases() {
        return Cases.ALL;
    }

    @BeforeAll
    static void settings() {
        System.setProperty("DJL_CACHE_DIR", Peers.cache("pytorch").toString());
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFileIsWhatPyTorchComputes(Case each) throws IOException {
        var values = Computation.run(each);
        var file = FILES.resolve(each.name() + ".safetensors");
        if (Boolean.getBoolean("forja.golden.update")) {
            TensorFileWriter.write(file, Map.of("source", Peers.product("pytorch")), values);
        }
        var kept =
                values.stream()
                        .map(value ->
                                new TensorBlock(
                                        value.name(),
                                        value.type(),
                                        value.shape(),
                                        value.type() == ElementType.F32
                                                ? new float[value.elements()]
                                                : new int[value.elements()],
                                        0))
                        .toList();
        try (var reader = TensorFile.open(file)) {
            reader.read(kept);
        }
        for (int i = 0; i < kept.size(); i++) {
            compare(kept.get(i), values.get(i));
        }
    }

    private static void compare(TensorBlock kept, TensorBlock computed) {
        if (!(kept.carrier() instanceof float[] numbers)) {
            assertThat(kept.carrier()).as(kept.name()).isEqualTo(computed.carrier());
            return;
        }
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i])
                    .as(kept.name() + " at " + i)
                    .isCloseTo(
                            ((float[]) computed.carrier())[i],
                            within(TOLERANCE * Math.max(1, Math.abs(numbers[i]))));
        }
    }
}
