package dev.forja.frontend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of the folder holds a wrong model and, in the comment at its end, every message that it
 * causes.
 */
class WrongSourcesTest {
    private static final String MARK = "/* expected:\n";

    static Stream<Path> files() throws IOException, URISyntaxException {
        var folder = Path.of(WrongSourcesTest.class.getResource("/wrong").toURI());
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void causesItsMessages(Path file) throws IOException {
        var text = Files.readString(file);
        var expected = text.substring(text.indexOf(MARK) + MARK.length(), text.lastIndexOf("*/"));
        var name = file.getFileName().toString();
        var frontend = Models.frontend(Map.of());
        var error =
                catchThrowableOfType(
                        CompileException.class,
                        () -> frontend.parse(List.of(new SourceFile(name, text))));
        assertThat(error).as("the model has no error").isNotNull();
        var found =
                error.diagnostics().stream()
                        .map(WrongSourcesTest::describe)
                        .collect(Collectors.joining("\n", "", "\n"));
        assertThat(found).isEqualTo(expected);
    }

    private static String describe(Diagnostic d) {
        return d.location().line() + ":" + d.location().column() + " " + d.text();
    }
}
