package dev.forja.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.onnx.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page about ONNX names every operator and range that is declared. */
class OnnxSupportTest {
    private static final Path PAGE = Path.of("..", "docs", "onnx-support.md");
    private static final Path CASES = Path.of("../../shared/onnx");
    private static final List<String> SUITES =
            List.of("node", "simple", "pytorch-operator", "pytorch-converted");

    @Test
    void operatorsAndRangesAreTrue() throws IOException {
        var page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        if (Boolean.getBoolean("forja.golden.update")) {
            page = OnnxSupport.page(cells(page));
            Files.writeString(PAGE, page);
        }
        assertThat(page)
                .as("docs/onnx-support.md is stale; run this test with -Dforja.golden.update=true")
                .isEqualTo(OnnxSupport.page(OnnxSupport.cells(page)));
    }

    /** Measured where the cases lie beside the project, else as they are. */
    private static Map<String, String> cells(String page) throws IOException {
        if (!Files.isDirectory(CASES)) {
            return OnnxSupport.cells(page);
        }
        var cases = new ArrayList<Case>();
        for (var suite : SUITES) {
            cases.addAll(Case.below(CASES.resolve(suite)));
        }
        return OnnxSupport.run(cases);
    }
}
