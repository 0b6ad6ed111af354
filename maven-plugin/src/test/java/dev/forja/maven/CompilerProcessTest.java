package dev.forja.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a main class that says what its argument file tells it to, since the subject is the
 * process boundary.
 */
class CompilerProcessTest {
    private static final String MAIN =
            """
            package dev.forja.compiler.cli;
            public class Main {
                public static void main(String[] a) throws Exception {
                    var lines = java.nio.file.Files.readAllLines(java.nio.file.Path.of(a[0].substring(1)));
                    System.out.println("got " + lines.get(1));
                    for (String line : lines.subList(2, lines.size())) System.err.println(line);
                    System.exit(Integer.parseInt(lines.get(0)));
                }
            }
            """;

    @TempDir Path folder;
    private Path classes;
    private final Heard log = new Heard();

    @BeforeEach
    void compileMain() throws IOException {
        classes = Files.createDirectories(folder.resolve("a folder with spaces"));
        Path source = Files.writeString(folder.resolve("Main.java"), MAIN);
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(code).isZero();
    }

    @Test
    void argumentsArriveAsTheyAreAndWordsGoToTheLog() throws Exception {
        run("0", "it's a \"path\" \\ with # everything", "careful");
        assertThat(log.infos).containsExactly("got it's a \"path\" \\ with # everything");
        assertThat(log.warnings).containsExactly("careful");
        assertThat(log.errors).isEmpty();
    }

    @Test
    void everyErrorIsShownAndCounted() {
        assertThatThrownBy(() ->
                        run(
                                "1",
                                "",
                                "A.java:[1,2] error: x",
                                "    x",
                                "    ^",
                                "B.java:[3,4] error: y"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("2 errors in the model sources, above");
        assertThat(log.errors).hasSize(4);
    }

    @Test
    void wrongConfigurationAndDefectsAreToldApart() {
        assertThatThrownBy(() -> run("2", "", "--dim n: expected a size"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(
                        "configuration of the plugin is wrong: --dim n: expected a size");
        assertThatThrownBy(() -> run("70", "", "at dev.forja.X"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("exit code 70");
    }

    private void run(String... arguments) throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        new CompilerProcess(jdk, List.of(classes), List.of(), folder.resolve("work"), log)
                .run(List.of(arguments));
    }

    private static final class Heard extends SystemStreamLog {
        private final List<String> infos = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();

        @Override
        public void info(CharSequence words) {
            infos.add(words.toString());
        }

        @Override
        public void warn(CharSequence words) {
            warnings.add(words.toString());
        }

        @Override
        public void error(CharSequence words) {
            errors.add(words.toString());
        }
    }
}
