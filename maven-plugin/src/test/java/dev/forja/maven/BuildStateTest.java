package dev.forja.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildStateTest {
    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var state =
                new BuildState(
                        "d1", new TreeMap<>(Map.of("a/B.class", "d2", "a/with space.class", "d3")));
        state.write(folder.resolve("new"));
        assertThat(BuildState.read(folder.resolve("new"))).isEqualTo(state);
    }

    @Test
    void noStateMeansNothingWasBuilt() throws IOException {
        assertThat(BuildState.read(folder)).isEqualTo(BuildState.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "other header\nd\n",
                "forja-build-state 1",
                "forja-build-state 1\nd\nno-space\n"
            })
    void aBrokenStateMeansNothingWasBuilt(String text) throws IOException {
        Files.writeString(folder.resolve(BuildState.FILE), text);
        assertThat(BuildState.read(folder)).isEqualTo(BuildState.NONE);
    }
}
