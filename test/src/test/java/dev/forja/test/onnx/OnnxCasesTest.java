package dev.forja.test.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forja.compiler.onnx.Case;
import dev.forja.compiler.onnx.CaseResult;
import dev.forja.compiler.onnx.CaseVerifier;
import dev.forja.compiler.onnx.Comparison;
import dev.forja.runtime.Lanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operator cases of the ONNX project, where their folder lies beside the project. */
class OnnxCasesTest {
    /** Surefire runs the tests of a module in its folder. */
    private static final Path CASES = Path.of("../../shared/onnx");

    private static final List<String> SUITES =
            List.of("node", "simple", "pytorch-operator", "pytorch-converted");

    /** Raised whenever more pass. */
    private static final int PASSES = 1239;

    @Test
    void noCaseFailsAndMostPass() throws IOException {
        if (!Files.isDirectory(CASES)) {
            System.out.println("ONNX cases are skipped: there is no folder " + CASES);
        }
        assumeTrue(Files.isDirectory(CASES), "there are no ONNX cases");
        var cases = new ArrayList<Case>();
        for (var suite : SUITES) {
            cases.addAll(Case.below(CASES.resolve(suite)));
        }
        var verifier = new CaseVerifier(Lanes.preferred(), new Comparison.Tolerance(1e-3, 1e-7));
        var lines =
                cases.parallelStream()
                        .map(verifier::verify)
                        .collect(
                                Collectors.groupingBy(
                                        CaseResult::outcome,
                                        Collectors.mapping(CaseResult::line, Collectors.toList())));
        assertThat(lines.getOrDefault(CaseResult.Outcome.FAIL, List.of())).isEmpty();
        assertThat(lines.get(CaseResult.Outcome.PASS)).hasSizeGreaterThanOrEqualTo(PASSES);
    }
}
