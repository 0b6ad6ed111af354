package dev.forja.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkFinderTest {
    @TempDir Path folder;

    @Test
    void theReleaseFileTellsTheFeature() throws IOException {
        assertThat(JdkFinder.feature(jdk("IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.3\"\n")))
                .isEqualTo(25);
        assertThat(JdkFinder.feature(jdk("JAVA_VERSION=\"17\"\n"))).isEqualTo(17);
        assertThat(JdkFinder.feature(jdk("JAVA_VERSION=\"1.8.0_402\"\n"))).isEqualTo(1);
    }

    @Test
    void whatIsNoJdkCountsAsZero() throws IOException {
        assertThat(JdkFinder.feature(folder.resolve("missing"))).isZero();
        assertThat(JdkFinder.feature(jdk("no version in here"))).isZero();
    }

    @Test
    void theNamedJdkIsTakenOrRefusedByName() throws Exception {
        var finder = new JdkFinder(null, null);
        Path good = jdk("JAVA_VERSION=\"26.0.1\"\n");
        assertThat(finder.find(good)).isEqualTo(good);
        Path old = jdk("JAVA_VERSION=\"21.0.1\"\n");
        assertThatThrownBy(() -> finder.find(old))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("forja.jdkHome names no JDK 25 or newer: " + old);
    }

    private Path jdk(String release) throws IOException {
        Path home = Files.createTempDirectory(folder, "jdk");
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/java"));
        Files.writeString(home.resolve("release"), release);
        return home;
    }
}
