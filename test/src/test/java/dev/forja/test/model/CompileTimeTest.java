package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stacks of equal layers: time grows with their number, code for kernels does not grow. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CompileTimeTest {
    private static final int FEW = 100;
    private static final int MANY = 1000;

    /** Ten times the layers may take so many times as long; with a quadratic pass it is 100. */
    private static final double BOUND = 20;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir Path folder;

    /** A model of dense layers as wide as their input. */
    private Path stack(int layers) throws IOException {
        var text = new StringBuilder();
        text.append("import static dev.forja.dsl.Functions.*;\n");
        text.append("import dev.forja.dsl.*;\nimport dev.forja.dsl.layer.Dense;\n\n");
        text.append("@Model\nclass Stack {\n");
        for (int i = 0; i < layers; i++) {
            text.append("    final Dense layer").append(i).append(" = new Dense(16, 16);\n");
        }
        text.append("\n    @Entry\n    Tensor run(@Shape(\"n, 16\") Tensor x) {\n");
        text.append("        Tensor y = x;\n");
        for (int i = 0; i < layers; i++) {
            text.append("        y = relu(layer").append(i).append(".apply(y));\n");
        }
        text.append("        return y;\n    }\n}\n");
        var file = Files.createDirectories(folder.resolve("of" + layers)).resolve("Stack.java");
        return Files.writeString(file, text);
    }

    /** Nanoseconds that this thread computed, whatever else the machine did. */
    private static long time(Path source) {
        long before = THREADS.getCurrentThreadCpuTime();
        SourceModel.compile(source);
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    @Test
    void timeIsLinearInTheNumberOfLayers() throws IOException {
        var few = stack(FEW);
        var many = stack(MANY);
        time(many); // until then much of the compiler is not compiled itself
        long fewTime = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            fewTime = Math.min(fewTime, time(few));
        }
        long manyTime = Math.min(time(many), time(many));
        assertThat((double) manyTime / fewTime).isLessThan(BOUND);
    }

    @Test
    void equalLayersShareTheirKernels() throws Exception {
        assertThat(kernels(FEW)).isPositive().isEqualTo(kernels(10));
    }

    /** Kernels are the static methods of a lane count's class. */
    private long kernels(int layers) throws Exception {
        var model = SourceModel.of(stack(layers));
        var code = Class.forName(model.name() + "$Lanes8", false, model.type().getClassLoader());
        return Arrays.stream(code.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .count();
    }
}
