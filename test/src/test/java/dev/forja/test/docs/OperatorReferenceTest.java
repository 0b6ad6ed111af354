package dev.forja.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference of the operators says what the operators say. */
class OperatorReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "operators.md");

    @Test
    void thePageIsTrue() throws IOException {
        if (Boolean.getBoolean("forja.golden.update")) {
            Files.writeString(PAGE, OperatorReference.page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/operators.md is stale; run this test with -Dforja.golden.update=true")
                .isEqualTo(OperatorReference.page());
    }
}
