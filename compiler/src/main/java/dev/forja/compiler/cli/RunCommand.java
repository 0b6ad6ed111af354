package dev.forja.compiler.cli;

import dev.forja.compiler.Compiler;
import dev.forja.compiler.load.LoadedEntry;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.load.Shapes;
import dev.forja.compiler.npy.NpyArray;
import dev.forja.compiler.npy.NpyFiles;
import dev.forja.compiler.onnx.TensorFiles;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description =
                "Runs an entry of a model once on .npy or .pb files and writes its outputs as .npy"
                        + " files.",
        footer = {
            "",
            "Examples:",
            "  forja run Digits.java --input pixels=pixels.npy",
            "  forja run Digits.java --entry classify --input pixels=p.npy --parameters"
                    + " digits.safetensors -d out"
        })
final class RunCommand implements Callable<Integer> {
    private final Compiler compiler;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "Model source or .onnx file.")
    private Path model;

    @Option(
            names = "--input",
            paramLabel = "NAME=FILE",
            description = "Value of an input. May be repeated.")
    private Map<String, Path> inputs = new LinkedHashMap<>();

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "The entry to run, when there are several.")
    private String entry;

    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description = "Trained parameters (safetensors). Default: the model's initial values.")
    private Path parameters;

    @Option(
            names = "-d",
            paramLabel = "DIR",
            description = "Folder for the outputs. Default: this one.")
    private Path directory = Path.of("");

    @Mixin private ModelOptions options;

    RunCommand(Compiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public Integer call() throws IOException {
        var request = options.request(List.of(model));
        var models = LoadedModel.of(compiler.compile(request), request.lanes());
        LoadedModel loaded = Entries.single(models, model);
        LoadedEntry called = loaded.entry(Entries.choose(loaded, entry));
        if (parameters != null) {
            InputFiles.require(parameters);
            loaded.model().load(parameters);
        }
        List<NpyArray> values = read(called.spec());
        write(called, call(called, values));
        return Exit.DONE;
    }

    private static Map<String, Integer> call(LoadedEntry called, List<NpyArray> values) {
        try {
            Map<String, Integer> symbols =
                    Shapes.bind(
                            called.spec().inputs(), values.stream().map(NpyArray::shape).toList());
            called.prepare(values.stream().map(NpyArray::data).toArray(), symbols);
            called.call();
            return symbols;
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage()); // shapes and indices that the entry refuses
        }
    }

    private List<NpyArray> read(EntrySpec entrySpec) throws IOException {
        List<String> names = entrySpec.inputs().stream().map(TensorSpec::name).toList();
        for (String given : inputs.keySet()) {
            if (!names.contains(given)) {
                throw new InputException(
                        "entry "
                                + entrySpec.name()
                                + " has no input '"
                                + given
                                + "'; it has "
                                + names);
            }
        }
        List<NpyArray> values = new ArrayList<>();
        for (TensorSpec input : entrySpec.inputs()) {
            Path file = inputs.get(input.name());
            if (file == null) {
                throw new InputException(
                        "input '" + input + "' is missing: give --input " + input.name() + "=FILE");
            }
            values.add(read(input, file));
        }
        return values;
    }

    private static NpyArray read(TensorSpec input, Path file) throws IOException {
        InputFiles.require(file);
        NpyArray value = TensorFiles.array(file);
        if (value.type() != input.type()) {
            throw new InputException(
                    file
                            + ": input '"
                            + input.name()
                            + "' expected "
                            + input.type().text()
                            + ", found "
                            + value.describe()
                            + "; convert it with astype in NumPy");
        }
        return value;
    }

    private void write(LoadedEntry called, Map<String, Integer> symbols) throws IOException {
        Files.createDirectories(directory.toAbsolutePath());
        List<TensorSpec> outputs = called.spec().outputs();
        for (int i = 0; i < outputs.size(); i++) {
            TensorSpec output = outputs.get(i);
            Path file = directory.resolve(output.name() + ".npy");
            var value = new NpyArray(output.type(), Shapes.of(output, symbols), called.output(i));
            NpyFiles.write(file, value);
            spec.commandLine()
                    .getOut()
                    .println(output.name() + ": " + value.describe() + " -> " + file);
        }
    }
}
