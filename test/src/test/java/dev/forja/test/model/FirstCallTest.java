package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a new process loads until a model has served its first call. The parts of the platform that
 * are named here take it 10 to 50 ms each when they are first used, which is more than everything
 * else together.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FirstCallTest {
    private static final String BEGIN = "load begins";
    private static final String LOADED = "loaded";
    private static final String CALLED = "called";

    /** Of lambdas, of strings put together, of switches over patterns, and the like. */
    private static final List<String> SLOW =
            List.of(
                    "java.lang.invoke.InnerClassLambdaMetafactory",
                    "java.lang.invoke.StringConcatFactory",
                    "java.lang.runtime.",
                    "java.util.regex.",
                    "java.util.stream.",
                    "java.security.MessageDigest");

    private static final String VECTORS = "jdk.incubator.vector.";

    @TempDir Path folder;

    private List<String> lines() throws Exception {
        var digits = SourceModel.of(Sources.DIGITS);
        digits.write(folder);
        var parameters = folder.resolve("digits.safetensors");
        digits.make(1, 1).save(parameters);
        return JavaProcess.run(
                List.of(
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Djdk.reflect.useNativeAccessorOnly=true",
                        "-Xlog:class+load=info:stdout:none"),
                Map.of(),
                List.of(folder),
                FirstCallTest.class,
                List.of(digits.name(), parameters.toString()));
    }

    @Test
    void loadAndFirstCallUseNothingThatIsSlowToStart() throws Exception {
        var lines = lines();
        assertThat(lines).contains(BEGIN, LOADED, CALLED);
        var classes = lines.subList(lines.indexOf(BEGIN), lines.indexOf(CALLED));
        assertThat(classes).anyMatch(line -> line.startsWith("dev.forja.runtime.Parameters "));
        for (var slow : SLOW) {
            assertThat(classes).noneMatch(line -> line.startsWith(slow));
        }
        // A thread in the background loads them, some time after the first call has begun.
        assertThat(classes.subList(0, classes.indexOf(LOADED)))
                .noneMatch(line -> line.startsWith(VECTORS));
    }

    /**
     * Serves a first call.
     *
     * @param arguments name of the model class, parameter file
     */
    public static void main(String... arguments) throws Exception {
        var pixels = new float[DigitsData.PIXELS];
        var out = new float[DigitsData.CLASSES];
        var file = Path.of(arguments[1]);
        System.out.println(BEGIN);
        var type = Class.forName(arguments[0]);
        var model = (CompiledModel) type.getConstructor().newInstance();
        model.load(file);
        System.out.println(LOADED);
        var workspace = model.workspace();
        type.getMethod("classify", float[].class, int.class, float[].class, Workspace.class)
                .invoke(model, pixels, 1, out, workspace);
        System.out.println(CALLED);
    }
}
