package dev.forja.compiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.Compiler;
import dev.forja.compiler.FailingCompiler;
import dev.forja.compiler.FakeCompiler;
import dev.forja.compiler.npy.NpyArray;
import dev.forja.compiler.npy.NpyFiles;
import dev.forja.runtime.ElementType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeCompiler compiler = new FakeCompiler();
    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = Files.createDirectories(folder.resolve("src/example")).resolve("Line.java");
        Files.writeString(model, "class Line { }\n");
    }

    @Test
    void compileWritesTheClassesBelowTheirPackage() {
        assertThat(
                        forja(
                                "compile",
                                model,
                                "-d",
                                folder.resolve("classes"),
                                "--source-root",
                                folder.resolve("src")))
                .isZero();
        assertThat(folder.resolve("classes/example/Line.class")).exists();
        assertThat(out.toString()).matches("example\\.Line: 1 class files, [\\d,]+ bytes\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void compileHandsItsOptionsOn() {
        int code =
                forja(
                        "compile",
                        model,
                        "-d",
                        folder,
                        "--lanes",
                        "8,4",
                        "--dim",
                        "n=1",
                        "--dim",
                        "seq=16",
                        "--package",
                        "a.b",
                        "--class",
                        "Other");
        assertThat(code).isZero();
        assertThat(compiler.last().lanes()).containsExactly(4, 8);
        assertThat(compiler.last().dims())
                .containsEntry("n", 1L)
                .containsEntry("seq", 16L)
                .hasSize(2);
        assertThat(folder.resolve("a/b/Other.class")).exists();
    }

    @Test
    void compileHandsWeightsOn() throws IOException {
        Path weights = Files.write(folder.resolve("w.npz"), new byte[1]);
        int code =
                forja(
                        "compile",
                        model,
                        "-d",
                        folder,
                        "--weights",
                        "Line=" + weights,
                        "--weights-map",
                        "a.*=transpose(b.*)",
                        "--weights-partial");
        assertThat(code).isZero();
        var given = compiler.last().weights();
        assertThat(given.files()).containsEntry("Line", weights).hasSize(1);
        assertThat(given.names()).containsEntry("a.*", "transpose(b.*)").hasSize(1);
        assertThat(given.partial()).isTrue();
    }

    @Test
    void wrongWeightsAreWrongUsageOrAFaultOfTheInput() throws IOException {
        Path weights = Files.write(folder.resolve("w.npz"), new byte[1]);
        refused("there is no such file", "compile", model, "-d", folder, "--weights", "x.npz");
        assertThat(forja("compile", model, "-d", folder, "--weights-map", "a=b"))
                .isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).contains("need --weights");
        assertThat(
                        forja(
                                "compile",
                                model,
                                "-d",
                                folder,
                                "--weights",
                                weights,
                                "--weights-map",
                                "a=*"))
                .isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).contains("needs one at the left");
    }

    @Test
    void exportWritesTheFile() {
        Path file = folder.resolve("new/line.onnx");
        assertThat(forja("export", model, "-o", file, "--entry", "other", "--dim", "n=1")).isZero();
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(out.toString()).startsWith("Line.other -> " + file + ": 3 bytes");
        assertThat(compiler.last().dims()).containsEntry("n", 1L);
        refused("expected a model source", "export", folder.resolve("a.onnx"), "-o", file);
        refused("there is no such file", "export", model, "-o", file, "--parameters", "none");
        assertThat(forja("export", model)).isEqualTo(Exit.WRONG_USAGE);
    }

    @Test
    void argumentsMayStandInAFileOneALine() throws IOException {
        Path spaced = Files.createDirectories(folder.resolve("a 'b' \"c\"")).resolve("Line.java");
        Files.copy(model, spaced);
        Path arguments = folder.resolve("args");
        Files.write(
                arguments,
                List.of("compile", spaced.toString(), "-d", folder.resolve("out").toString()));
        assertThat(forja("@" + arguments)).isZero();
        assertThat(compiler.last().sources()).containsExactly(spaced);
    }

    @Test
    void everyErrorOfTheModelsIsShownWithItsLine() throws IOException {
        Files.writeString(model, "class Line {\n\tTensor f = unknownOperator(x);\n}\n");
        Path second =
                Files.writeString(folder.resolve("Two.java"), "class Two { unknownOperator }");
        assertThat(forja("compile", model, second, "-d", folder)).isEqualTo(Exit.INPUT_AT_FAULT);
        assertThat(err.toString().lines())
                .containsExactly(
                        model + ":[2,13] error: there is no such operator",
                        "    \tTensor f = unknownOperator(x);",
                        "    \t           ^",
                        "  hint:     relu",
                        second + ":[1,13] error: there is no such operator",
                        "    class Two { unknownOperator }",
                        "                ^",
                        "  hint:     relu",
                        "2 errors");
    }

    @Test
    void inspectHandsItsOptionsOn() {
        assertThat(
                        forja(
                                "inspect",
                                model,
                                "--print-after=parse,fuse-kernels",
                                "--stop-after",
                                "build-kernels",
                                "--schedules",
                                "--time-passes"))
                .isZero();
        assertThat(compiler.lastOptions().printAfter())
                .containsExactlyInAnyOrder("parse", "fuse-kernels");
        assertThat(compiler.lastOptions().stopAfter()).isEqualTo("build-kernels");
        assertThat(compiler.lastOptions().schedules()).isTrue();
        assertThat(compiler.lastOptions().timePasses()).isTrue();
        assertThat(compiler.lastOptions().printAfterAll()).isFalse();
        assertThat(out.toString()).contains("inspected Line.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--print-after=parse,fuse", "--stop-after=fuse"})
    void inspectListsThePassesWhenOneIsUnknown(String option) {
        assertThat(forja("inspect", model, option)).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString())
                .contains("there is no pass 'fuse'", "parse, ", "fuse-kernels, prepare-kernels");
    }

    @Test
    void inspectDumpsClasses() {
        assertThat(forja("inspect", model, "--dump-classes", folder.resolve("dump"))).isZero();
        assertThat(folder.resolve("dump/Line.class")).exists();
        assertThat(out.toString()).contains("1 class files -> " + folder.resolve("dump"));
    }

    @Test
    void runReadsInputsAndWritesOutputs() throws IOException {
        Path input = folder.resolve("x.npy");
        NpyFiles.write(
                input,
                new NpyArray(ElementType.F32, new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}));
        assertThat(forja("run", model, "--input", "features=" + input, "-d", folder.resolve("o")))
                .isZero();
        NpyArray sum = NpyFiles.read(folder.resolve("o/sum.npy"));
        assertThat((float[]) sum.data()).containsExactly(6, 15);
        assertThat(out.toString()).startsWith("sum: f32 [2] -> ");
    }

    @Test
    void runRefusesWhatDoesNotFit() throws IOException {
        Path wide = folder.resolve("wide.npy");
        NpyFiles.write(wide, new NpyArray(ElementType.F32, new int[] {2, 4}, new float[8]));
        Path ints = folder.resolve("ints.npy");
        NpyFiles.write(ints, new NpyArray(ElementType.I32, new int[] {2, 3}, new int[6]));
        refused("found [2, 4], expected [2, 3]", "run", model, "--input", "features=" + wide);
        refused("expected f32, found i32 [2, 3]", "run", model, "--input", "features=" + ints);
        refused("input 'features: f32 [n, 3]' is missing", "run", model);
        refused(
                "has no input 'fetures'; it has [features]",
                "run",
                model,
                "--input",
                "fetures=" + wide);
        Path broken = folder.resolve("broken.pb");
        Files.writeString(broken, "no tensor");
        refused("broken.pb: ", "run", model, "--input", "features=" + broken);
        refused("x.pb: there is no such file", "run", model, "--input", "features=x.pb");
        refused("x.npy: there is no such file", "run", model, "--input", "features=x.npy");
        refused("has no entry 'nope'; it has [predict]", "run", model, "--entry", "nope");
    }

    @Test
    void benchPrintsTheFiguresOfItsContract() {
        assertThat(
                        forja(
                                "bench",
                                model,
                                "--dim",
                                "n=4",
                                "--seconds",
                                "0.2",
                                "--threads",
                                "2",
                                "--callers",
                                "3",
                                "--lanes",
                                "1",
                                "--json"))
                .isZero();
        assertThat(out.toString())
                .matches(
                        "\\{\"entry\": \"Line.predict\", \"p50_us\": [\\d.]+, \"p99_us\": [\\d.]+,"
                                + " \"first_call_us\": [\\d.]+, \"alloc_bytes_per_call\": [\\d.]+,"
                                + " \"threads\": 2, \"callers\": 3, \"lanes\": 1, \"calls\": \\d+}\\R");
        assertThat(compiler.last().dims()).as("sizes of a call, not of the build").isEmpty();
    }

    @Test
    void benchRefusesDimensionsThatTheEntryLacks() {
        refused(
                "has no dimension 'm'; it has [n]",
                "bench",
                model,
                "--dim",
                "m=4",
                "--seconds",
                "0.1");
    }

    @Test
    void filesThatAreNoModelsAreRefused() {
        refused("missing.java: there is no such file", "compile", "missing.java", "-d", folder);
        refused("missing.onnx: there is no such file", "compile", "missing.onnx", "-d", folder);
        refused("expected a model source", "compile", "net.py", "-d", folder);
    }

    @Test
    void foldersInPlaceOfFilesAreRefused() throws IOException {
        Path input = folder.resolve("x.npy");
        NpyFiles.write(input, new NpyArray(ElementType.F32, new int[] {1, 3}, new float[3]));
        Path named = Files.createDirectories(folder.resolve("Model.java"));
        refused(named + ": expected a file, found a folder", "compile", named, "-d", folder);
        refused("expected a file, found a folder", "run", model, "--input", "features=" + folder);
        refused(
                "expected a file, found a folder",
                "run",
                model,
                "--input",
                "features=" + input,
                "--parameters",
                folder);
        refused(
                input + ": expected a folder, found a file",
                "run",
                model,
                "--input",
                "features=" + input,
                "-d",
                input);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void runTakesTheLanesThatItWasToldToCompile(int lanes) throws IOException {
        Path input = folder.resolve("x.npy");
        NpyFiles.write(input, new NpyArray(ElementType.F32, new int[] {1, 3}, new float[3]));
        assertThat(
                        forja(
                                "run",
                                model,
                                "--input",
                                "features=" + input,
                                "-d",
                                folder,
                                "--lanes",
                                lanes))
                .isZero();
        assertThat(forja("bench", model, "--lanes", lanes, "--seconds", "0.05", "--json")).isZero();
        assertThat(out.toString()).contains("\"lanes\": " + lanes + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "compile",
                "compile M.java",
                "compile -d x",
                "compile M.java -d x --lanes 5",
                "compile M.java -d x --lanes eight",
                "compile M.java -d x --dim n",
                "compile M.java -d x --dim n=-1",
                "compile M.java -d x --class 1st",
                "compile M.java -d x --class class",
                "compile M.java -d x --class a.B",
                "compile M.java -d x --class ../B",
                "compile M.java -d x --package a..b",
                "compile M.java -d x --package a-b",
                "compile M.java N.java -d x --class C",
                "inspect",
                "inspect M.java --nope",
                "run",
                "bench",
                "bench M.java --quick",
                "bench M.java --threads 0",
                "bench M.java --threads 1025",
                "bench M.java --callers 0",
                "bench M.java --seconds zero",
                "demo a b"
            })
    void wrongUsageEndsWithTwoAndHelp(String line) {
        Object[] arguments = line.isEmpty() ? new Object[0] : line.split(" ");
        assertThat(forja(arguments)).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).startsWith("error: ").contains("Usage: forja");
    }

    @Test
    void wrongUsageOfACommandFitsOnAScreen() {
        assertThat(forja("compile", "M.java", "-d", "x", "--dim", "n")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString().lines())
                .startsWith(
                        "error: Value for option '--dim' (NAME=VALUE) should be in KEY=VALUE"
                                + " format but was n")
                .endsWith("Options and examples: forja compile --help")
                .hasSizeLessThan(8);
    }

    @Test
    void everyCommandKnowsTheVersion() {
        assertThat(forja("compile", "--version")).isZero();
        assertThat(out.toString()).startsWith("forja ");
    }

    @Test
    void anUnknownCommandIsWrongUsageAndNamesTheNearest() {
        assertThat(forja("inspct")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).contains("'inspct'", "forja inspect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "compile", "inspect", "run", "bench"})
    void helpHasExamples(String command) {
        Object[] arguments =
                command.isEmpty() ? new Object[] {"--help"} : new Object[] {command, "--help"};
        assertThat(forja(arguments)).isZero();
        assertThat(out.toString()).contains("Examples:", "forja " + command);
    }

    @Test
    void aDefectOfOursSaysWhatReproducesIt() throws IOException {
        Files.writeString(model, "nothing here\n");
        assertThat(forja("compile", model, "-d", folder)).isEqualTo(Exit.DEFECT);
        assertThat(err.toString())
                .contains(
                        "IllegalStateException",
                        "defect of Forja",
                        "forja compile " + model + " -d " + folder);
    }

    @Test
    void anErrorOfTheJvmIsADefectOfOurs() {
        var broken = new FailingCompiler(new VerifyError("Bad local variable type"));
        assertThat(forja(broken, "compile", model, "-d", folder)).isEqualTo(Exit.DEFECT);
        assertThat(err.toString()).contains("VerifyError", "defect of Forja");
        var deep = new FailingCompiler(new StackOverflowError());
        assertThat(forja(deep, "inspect", model)).isEqualTo(Exit.DEFECT);
        assertThat(err.toString()).contains("StackOverflowError");
    }

    @Test
    void aModelThatIsTooLargeForTheHeapIsTheInputsFault() {
        var full = new FailingCompiler(new OutOfMemoryError("Java heap space"));
        assertThat(forja(full, "compile", model, "-d", folder)).isEqualTo(Exit.INPUT_AT_FAULT);
        assertThat(err.toString())
                .startsWith("error: this needs more memory")
                .contains("JAVA_OPTS=-Xmx8g")
                .hasLineCount(1);
    }

    private void refused(String message, Object... arguments) {
        err.getBuffer().setLength(0);
        assertThat(forja(arguments)).as(message).isEqualTo(Exit.INPUT_AT_FAULT);
        assertThat(err.toString()).startsWith("error: ").contains(message).hasLineCount(1);
    }

    private int forja(Object... arguments) {
        return forja(compiler, arguments);
    }

    private int forja(Compiler used, Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return Main.run(used, new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
