package dev.forja.frontend.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLookupTest {
    private static final SourceLookup CLASS_PATH =
            SourceLookup.classPath(SourceLookupTest.class.getClassLoader());

    @Test
    void layersAreOnTheClassPath() {
        assertThat(CLASS_PATH.find("dev.forja.dsl.layer.Dense"))
                .hasValueSatisfying(file -> {
                    assertThat(file.path()).isEqualTo("dev/forja/dsl/layer/Dense.java");
                    assertThat(file.text()).contains("class Dense");
                });
        assertThat(CLASS_PATH.find("dev.forja.dsl.layer.None")).isEmpty();
    }

    @Test
    void aFolderIsAskedFirst(@TempDir Path root) throws IOException {
        var own = root.resolve("dev/forja/dsl/layer/Dense.java");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "class Dense {}");
        var lookup = SourceLookup.folder(root).or(CLASS_PATH);
        assertThat(lookup.find("dev.forja.dsl.layer.Dense"))
                .hasValueSatisfying(file -> assertThat(file.text()).isEqualTo("class Dense {}"));
        Files.delete(own);
        assertThat(lookup.find("dev.forja.dsl.layer.Dense")).isPresent();
        assertThat(SourceLookup.none().find("dev.forja.dsl.layer.Dense")).isEmpty();
    }
}
