package dev.forja.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forja.ir.diag.CompileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCompilerTest {
    private static final String MODEL =
            """
            import static dev.forja.dsl.Functions.*;
            import dev.forja.dsl.*;

            @Model
            class Doubler {
                @Entry Tensor twice(@Shape("n") Tensor x) {
                    return x.times(2);
                }
            }
            """;

    @TempDir Path folder;

    @Test
    void theFolderBelowTheRootIsThePackage() throws IOException {
        var source = write("src/a/b/Doubler.java", MODEL);
        assertThat(compile(source, folder.resolve("src/../src")))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.model()).isEqualTo("a.b.Doubler"));
    }

    @Test
    void aSourceOutsideTheRootIsRefused() throws IOException {
        var source = write("other/Doubler.java", MODEL);
        refused(source, folder.resolve("src"), "a source outside the source root");
    }

    @Test
    void aFolderThatMakesNoPackageIsRefused() throws IOException {
        var source = write("src/my-models/Doubler.java", MODEL);
        refused(source, folder.resolve("src"), "a folder that makes no package");
    }

    @Test
    void aSourceThatIsNoTextIsRefused() throws IOException {
        var source = folder.resolve("Latin.java");
        Files.write(source, "// \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        refused(source, folder, "not a text in UTF-8");
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<CompiledClass> compile(Path source, Path root) throws IOException {
        return new ModelCompiler()
                .compile(
                        new CompileRequest(
                                List.of(source),
                                Optional.of(root),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(1),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                WeightsRequest.NONE));
    }

    private static void refused(Path source, Path root, String message) {
        var error = catchThrowableOfType(CompileException.class, () -> compile(source, root));
        assertThat(error).isNotNull();
        assertThat(error.diagnostics())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.message()).isEqualTo(message);
                    assertThat(one.location().file()).isEqualTo(source.toString());
                    assertThat(one.hint()).isNotEmpty();
                });
    }
}
