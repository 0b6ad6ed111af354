package dev.forja.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir Path folder;

    @Test
    void partsDoNotRunTogether() {
        assertThat(of("ab", "c")).isNotEqualTo(of("a", "bc")).hasSize(64);
        assertThat(of("ab", "c")).isEqualTo(of("ab", "c"));
    }

    @Test
    void aTreeIsItsPathsAndBytesWhereverItLies() throws IOException {
        String here = tree("here", "x/A.class", "one");
        assertThat(tree("there", "x/A.class", "one")).isEqualTo(here);
        assertThat(tree("other", "x/A.class", "two")).isNotEqualTo(here);
        assertThat(tree("moved", "y/A.class", "one")).isNotEqualTo(here);
    }

    private static String of(String name, String value) {
        var fingerprint = new Fingerprint();
        fingerprint.text(name, value);
        return fingerprint.hex();
    }

    private String tree(String root, String file, String text) throws IOException {
        Path path = folder.resolve(root).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        var fingerprint = new Fingerprint();
        fingerprint.tree("classes", folder.resolve(root));
        return fingerprint.hex();
    }
}
