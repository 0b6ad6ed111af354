package dev.forja.compiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.ModelCompiler;
import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.ir.text.FunctionParser;
import dev.forja.ir.text.FunctionPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in ONNX models that are no names anywhere else, and shapes given from outside. */
class OnnxNamesTest {
    /**
     * A line break, a zero, an escape sequence, a line separator, text turned around, half a pair.
     */
    private static final String ODD = "a\n\u0000\u001b[31m\u2028\u202e\ud800\"%/\\; }";

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static ModelMessage odd(String used) {
        return OnnxModels.model(
                GraphMessage.newBuilder()
                        .setName(ODD)
                        .setDoc(ODD)
                        .addInputs(
                                OnnxModels.value(
                                        ODD + "x",
                                        OnnxModels.FLOAT,
                                        OnnxModels.size(0, ODD + "n"),
                                        OnnxModels.size(2, "")))
                        .addOutputs(OnnxModels.value(ODD + "y", OnnxModels.FLOAT))
                        .addInitializers(OnnxModels.weights().setName(ODD + "w"))
                        .addNodes(
                                OnnxModels.node("Add", ODD + "s", used, ODD + "w").toBuilder()
                                        .setName(ODD))
                        .addNodes(OnnxModels.node("Relu", ODD + "y", ODD + "s")));
    }

    private int run(ModelMessage model, String... arguments) throws IOException {
        var file = Files.write(folder.resolve("model.onnx"), model.toByteArray());
        var all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, 1);
        all[1] = file.toString();
        System.arraycopy(arguments, 1, all, 2, arguments.length - 1);
        return Main.run(
                new ModelCompiler(), new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void oddNamesCompile() throws IOException {
        int code = run(odd(ODD + "x"), "compile", "--lanes", "4", "-d", folder.resolve("c") + "");
        assertThat(code).as(err::toString).isZero();
        assertThat(folder.resolve("c/Model.class")).isNotEmptyFile();
    }

    @Test
    void oddNamesLeaveDumpsReadable() throws IOException {
        assertThat(run(odd(ODD + "x"), "inspect", "--print-after-all")).as(err::toString).isZero();
        assertThat(out.toString()).matches(text -> isPlain(text), "no control characters");
        var model =
                OnnxFrontend.read(
                        folder.resolve("model.onnx"),
                        new OnnxOptions(Map.of(), Map.of(), Map.of()));
        var function = model.model().entries().getFirst().forward();
        for (boolean withLocations : new boolean[] {false, true}) {
            var text = FunctionPrinter.print(function, withLocations);
            assertThat(isPlain(text)).as(text).isTrue();
        }
        var text = FunctionPrinter.print(function);
        assertThat(FunctionPrinter.print(FunctionParser.parse(text))).isEqualTo(text);
    }

    @Test
    void oddNamesLeaveDiagnosticsReadable() throws IOException {
        int code = run(odd(ODD + "missing"), "compile", "-d", folder.resolve("c") + "");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("is not defined before");
        assertThat(isPlain(err.toString())).as(err.toString()).isTrue();
        assertThat(err.toString().lines())
                .filteredOn(line -> line.contains(": error: "))
                .hasSize(1);
    }

    private static boolean isPlain(String text) {
        return text.codePoints()
                .allMatch(sign ->
                        sign == '\n'
                                || switch (Character.getType(sign)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR,
                                            Character.SURROGATE ->
                                            false;
                                    default -> true;
                                });
    }

    private static ModelMessage square() {
        return OnnxModels.model(
                GraphMessage.newBuilder()
                        .addInputs(
                                OnnxModels.value(
                                        "x",
                                        OnnxModels.FLOAT,
                                        OnnxModels.size(0, "n"),
                                        OnnxModels.size(0, "n")))
                        .addOutputs(OnnxModels.value("y", OnnxModels.FLOAT))
                        .addNodes(OnnxModels.node("Relu", "y", "x")));
    }

    @Test
    void shapeOfAnInputIsReplaced() throws IOException {
        assertThat(run(square(), "inspect", "--shape", "x=rows,3")).as(err::toString).isZero();
        assertThat(out.toString()).contains("rows").doesNotContain("f32[n, n]");
    }

    @Test
    void wrongShapesAreRefused() throws IOException {
        assertThat(run(square(), "inspect", "--shape", "z=rows,3")).isEqualTo(1);
        assertThat(err.toString()).contains("the model has no such input; it has [x]");
        assertThat(run(square(), "inspect", "--shape", "x=rows")).isEqualTo(1);
        assertThat(err.toString()).contains("has another rank than the one declared, 2");
        assertThat(run(square(), "inspect", "--shape", "x=rows,,3")).isEqualTo(2);
        assertThat(err.toString()).contains("--shape x:");
    }
}
