package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {
    @AfterEach
    void clear() {
        System.clearProperty(Lanes.PROPERTY);
    }

    /** What a process of its own prints. */
    static final class Print {
        public static void main(String[] args) {
            System.out.println("lanes=" + Lanes.preferred());
            System.out.println("again=" + Lanes.preferred());
            try {
                Lanes.checked(8);
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void thePropertyDecides() {
        System.setProperty(Lanes.PROPERTY, "1");
        assertThat(Lanes.preferred()).isEqualTo(1);
        System.clearProperty(Lanes.PROPERTY);
        assertThat(Lanes.preferred()).isIn(1, 4, 8, 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "32", "0", "-4", "", "eight"})
    void aWrongPropertyIsExplained(String value) {
        System.setProperty(Lanes.PROPERTY, value);
        assertThatThrownBy(Lanes::preferred)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1, 4, 8 or 16")
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "4,4", "8,8", "16,16", "32,16", "64,16"})
    void everyVectorWidthHasKernels(int width, int lanes) {
        assertThat(Lanes.supported(width)).isEqualTo(lanes);
    }

    @Test
    void withTheModuleVectorsAreUsed() throws Exception {
        assertThat(java("--add-modules", "jdk.incubator.vector"))
                .contains("lanes=")
                .doesNotContain("--add-modules");
    }

    @Test
    void withoutTheModuleScalarCodeRunsAndTheLogSaysHowToChangeThat() throws Exception {
        var output = java();
        assertThat(output).contains("lanes=1", "again=1");
        assertThat(output)
                .containsOnlyOnce("models run in scalar code")
                .contains("8 lanes need the vector module: start java with --add-modules");
    }

    private static String java(String... options) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(place(Lanes.class) + File.pathSeparator + place(Print.class));
        command.add(Print.class.getName());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
