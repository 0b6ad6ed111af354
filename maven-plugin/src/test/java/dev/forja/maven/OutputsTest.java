package dev.forja.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir Path folder;
    private Path classes;
    private Path states;
    private Path javaRoot;

    @BeforeEach
    void folders() throws IOException {
        classes = folder.resolve("classes");
        states = folder.resolve("forja");
        javaRoot = Files.createDirectories(folder.resolve("java"));
    }

    @Test
    void whatWasPublishedIsUpToDateUntilInputsOrOutputsChange() throws Exception {
        publish("models", "d1", "a/B.class", "bytes");
        assertThat(outputs("models").upToDate("d1")).isTrue();
        assertThat(outputs("models").upToDate("d2")).isFalse();
        assertThat(outputs("others").upToDate("d1")).isFalse();
        Files.writeString(classes.resolve("a/B.class"), "tampered");
        assertThat(outputs("models").upToDate("d1")).isFalse();
        Files.delete(classes.resolve("a/B.class"));
        assertThat(outputs("models").upToDate("d1")).isFalse();
    }

    @Test
    void anUnchangedClassKeepsItsTimeAndJavaClassesStay() throws Exception {
        publish("models", "d1", "a/B.class", "bytes");
        javaClass("a/Service");
        Files.setLastModifiedTime(classes.resolve("a/B.class"), LONG_AGO);
        publish("models", "d2", "a/B.class", "bytes");
        assertThat(Files.getLastModifiedTime(classes.resolve("a/B.class"))).isEqualTo(LONG_AGO);
        assertThat(classes.resolve("a/Service.class")).exists();
    }

    @Test
    void aChangedClassMakesJavacStartOver() throws Exception {
        publish("models", "d1", "a/B.class", "bytes");
        javaClass("a/Service");
        Files.writeString(classes.resolve("a/Foreign.class"), "of another tool");
        publish("models", "d2", "a/B.class", "other bytes");
        assertThat(classes.resolve("a/Service.class")).doesNotExist();
        assertThat(classes.resolve("a/Foreign.class")).exists();
    }

    @Test
    void classesThatAreNoLongerMadeGo() throws Exception {
        publish("models", "d1", "a/B.class", "bytes", "a/C.class", "bytes");
        Outputs second = publish("models", "d2", "a/C.class", "bytes");
        assertThat(second.removed()).isEqualTo(1);
        assertThat(classes.resolve("a/B.class")).doesNotExist();
        assertThat(classes.resolve("a/C.class")).exists();
    }

    @Test
    void leftoversOfAFailedRunAreNotPublished() throws Exception {
        Path staging = outputs("models").staging();
        Files.writeString(staging.resolve("Half.class"), "half");
        publish("models", "d1", "B.class", "bytes");
        assertThat(classes.resolve("Half.class")).doesNotExist();
    }

    @Test
    void twoExecutionsMayNotWriteOneClass() throws Exception {
        publish("first", "d1", "a/B.class", "bytes");
        assertThatThrownBy(() -> publish("second", "d1", "a/B.class", "bytes"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("first and second")
                .hasMessageContaining("a/B.class");
    }

    @Test
    void aModelMayNotHaveTheNameOfAJavaClass() throws Exception {
        javaClass("a/B");
        assertThatThrownBy(() -> publish("models", "d1", "a/B.class", "bytes"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("a.B is both a model and the Java source");
    }

    private Outputs outputs(String execution) throws IOException {
        return new Outputs(
                classes, states.resolve(execution), List.of(javaRoot, folder.resolve("missing")));
    }

    private Outputs publish(String execution, String digest, String... filesAndTexts)
            throws Exception {
        Outputs outputs = outputs(execution);
        Path staging = outputs.staging();
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            Path file = staging.resolve(filesAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, filesAndTexts[i + 1]);
        }
        outputs.publish(digest, states);
        return outputs;
    }

    private void javaClass(String name) throws IOException {
        for (Path file :
                List.of(javaRoot.resolve(name + ".java"), classes.resolve(name + ".class"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "class");
        }
    }
}
