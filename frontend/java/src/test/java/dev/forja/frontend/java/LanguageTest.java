package dev.forja.frontend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forja.dsl.BoolTensor;
import dev.forja.dsl.Functions;
import dev.forja.dsl.Initializers;
import dev.forja.dsl.IntTensor;
import dev.forja.dsl.LongTensor;
import dev.forja.dsl.Tensor;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types that javac sees and the functions that the frontend knows are the same language. */
class LanguageTest {
    private static final String EVERYTHING = Models.resource("right/EveryFunction.java").text();

    static Stream<String> names() {
        return Stream.of(
                        Functions.class,
                        Initializers.class,
                        Tensor.class,
                        IntTensor.class,
                        LongTensor.class,
                        BoolTensor.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTestModelCallsEveryFunctionOfTheDsl(String name) {
        assertThat(EVERYTHING).containsPattern("\\b" + name + "\\(");
    }

    @Test
    void theFrontendReadsEveryFunctionOfTheDsl() {
        var model =
                Models.frontend(Map.of())
                        .parse(List.of(Models.resource("right/EveryFunction.java")))
                        .getFirst();
        assertThat(model.entries()).hasSize(9);
        assertThat(model.parameters())
                .extracting(p -> p.initializer())
                .containsExactly(
                        "zeros",
                        "ones",
                        "constant 0.5",
                        "truncatedNormal 0.1",
                        "normal 0.1",
                        "uniform -1 1",
                        "glorot 54 72",
                        "he 6",
                        "constant 2");
        assertThat(model.parameter("scale").trainable()).isFalse();
        assertThat(model.entries().getLast().optimizer().hyper())
                .isEqualTo(Map.of("beta1", 0.8, "weightDecay", 0.01));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digits", "EveryFunction"})
    void javacCompilesModelSources(String name, @TempDir Path output) {
        var text = Models.resource("right/" + name + ".java").text();
        var source =
                new SimpleJavaFileObject(
                        URI.create("memory:///example/" + name + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return text;
                    }
                };
        var messages = new StringWriter();
        var options =
                List.of(
                        "-proc:none",
                        "-Xlint:-options",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        output.toString());
        var task =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(messages, null, null, options, null, List.of(source));
        assertThat(task.call()).as(messages.toString()).isTrue();
    }

    @Test
    void runningAModelSourceSaysWhatToDo() {
        assertThat(catchThrowable(() -> Initializers.zeros(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("compiled by Forja and never run");
    }
}
