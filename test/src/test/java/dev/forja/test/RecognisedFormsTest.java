package dev.forja.test;

import dev.forja.ir.text.FunctionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What exporters write, of the golden files of the pass that recognises it, on awkward sizes: what
 * is computed by what it was recognised as is what the interpreter computes of it as it was
 * written, with equal bits on all lane counts.
 */
class RecognisedFormsTest {
    private static final Path FILES =
            Path.of("../passes/src/test/resources/golden/recognise-forms");
    private static final List<Long> SIZES = List.of(0L, 1L, 2L, 7L, 13L, 17L, 33L);

    static Stream<Path> files() throws IOException {
        try (var files = Files.list(FILES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void meansWhatWasWritten(Path file) throws IOException {
        var text = Files.readString(file);
        var before = text.substring(text.indexOf("func @"), text.indexOf("=>\n"));
        var program = Program.entry(FunctionParser.parse(before));
        var compiled = new CompiledProgram(program);
        for (long size : SIZES) {
            var symbols = Map.of("n", size, "s", 3L, "t", 5L);
            var inputs = program.inputs(symbols, new Random(size), -2, 2);
            DifferentialTest.check(program, compiled, symbols, inputs);
        }
    }
}
