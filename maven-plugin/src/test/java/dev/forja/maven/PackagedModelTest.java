package dev.forja.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagedModelTest {
    @TempDir Path folder;

    private Path jar() throws IOException {
        Path jar = folder.resolve("models.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("nets/small.onnx"));
            zip.write(new byte[] {1, 2, 3});
            zip.closeEntry();
        }
        return jar;
    }

    @Test
    void theFileIsNamedAsTheClass() throws Exception {
        PackagedModel model = new PackagedModel("g:a:1", "nets/small.onnx", "com.example.Net");
        model.check();
        Path file = model.unpack(jar(), folder);
        assertThat(file).isEqualTo(folder.resolve("com/example/Net.onnx"));
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    }

    @Test
    void whatTheArtifactHoldsIsSaidWhereTheModelIsMissing() {
        PackagedModel model = new PackagedModel("g:a:1", "small.onnx", "com.example.Net");
        assertThatThrownBy(() -> model.unpack(jar(), folder))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("There is no 'small.onnx' in g:a:1; it holds [nets/small.onnx]");
    }

    @Test
    void anArtifactThatIsNoArchive() throws IOException {
        Path file = Files.writeString(folder.resolve("model.jar"), "text");
        PackagedModel model = new PackagedModel("g:a:1", "small.onnx", "Net");
        assertThatThrownBy(() -> model.unpack(file, folder))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("g:a:1 is no archive");
    }

    @ParameterizedTest
    @CsvSource({
        "g:a, small.onnx, Net, artifact",
        "g::1, small.onnx, Net, artifact",
        "g:a:1, ../small.onnx, Net, path",
        "g:a:1, /small.onnx, Net, path",
        "g:a:1, a\\small.onnx, Net, path",
        "g:a:1, small.pb, Net, path",
        "g:a:1, small.onnx, com/example/Net, className",
        "g:a:1, small.onnx, ..Net, className"
    })
    void wrongAddressesAreRefused(String artifact, String path, String name, String field) {
        PackagedModel model = new PackagedModel(artifact, path, name);
        assertThatThrownBy(model::check)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("packagedModel, " + field + ": expected ");
    }
}
