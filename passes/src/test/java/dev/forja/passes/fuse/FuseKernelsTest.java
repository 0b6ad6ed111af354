package dev.forja.passes.fuse;

import dev.forja.ir.text.KernelPrinter;
import dev.forja.passes.GoldenFile;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function in, its fused kernels out, as text. */
class FuseKernelsTest {
    static List<GoldenFile> files() {
        return GoldenFile.in(Path.of("src/test/resources/golden-kernels"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theKernelsAreAsWritten(GoldenFile file) {
        var function = LowerModel.EVALUATION.run(file.before(), PassObserver.NONE);
        var fused = FuseKernels.of(BuildKernels.of(function));
        file.check(
                fused.kernels().stream()
                        .map(node -> KernelPrinter.print(node.kernel()))
                        .collect(Collectors.joining()));
    }
}
