package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRunTest {
    @Test
    void argumentsAreRead(@TempDir Path folder) {
        var run =
                SampleRun.of(
                        "x",
                        "--quick",
                        "--output",
                        folder.resolve("a/b").toString(),
                        "--data",
                        "c");
        assertThat(run.data()).contains(Path.of("c"));
        assertThat(run.quick()).isTrue();
        assertThat(run.file("plot.png")).isEqualTo(folder.resolve("a/b/plot.png"));
        assertThat(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> SampleRun.of("x", "--fast"))
                .hasMessage(
                        "unknown argument '--fast'; expected [--quick] [--output DIR] [--data DIR]");
        assertThatThrownBy(() -> SampleRun.of("x", "--output"))
                .hasMessageContaining("--output lacks a folder");
        assertThatThrownBy(() -> SampleRun.of("x", "--data"))
                .hasMessageContaining("--data lacks a folder");
    }

    @Test
    void figuresAreOneLineEach() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var run = SampleRun.of("x");
        run.metric(out, "accuracy", 0.97654321);
        run.metric(out, "steps", 1_234_567);
        run.metric(out, "distance", 1.25e-7);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "metric x.accuracy 0.976543",
                        "metric x.steps 1234567",
                        "metric x.distance 1.25000e-07");
    }
}
