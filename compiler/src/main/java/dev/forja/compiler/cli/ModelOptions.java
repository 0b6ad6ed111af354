package dev.forja.compiler.cli;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.JavaNames;
import dev.forja.compiler.WeightsRequest;
import dev.forja.ir.type.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how models are compiled, the same for every command that does. */
final class ModelOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--dim",
            paramLabel = "NAME=VALUE",
            description = "Binds a symbolic dimension, such as n=1. May be repeated.")
    private Map<String, Long> dims = new TreeMap<>();

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "Package of the generated classes.")
    private String packageName;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "Simple name of the generated class.")
    private String className;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            split = ",",
            description = "Lane counts to generate code for, out of 1,4,8,16. Default: all.")
    private List<Integer> lanes = CompileRequest.ALL_LANES;

    @Option(
            names = "--source-root",
            paramLabel = "DIR",
            description = "Folder below which the folders of a source are its package.")
    private Path sourceRoot;

    @Option(
            names = "--bind",
            paramLabel = "INPUT=FILE",
            description =
                    "Makes an input of an .onnx model a constant (.pb or .npy). May be repeated.")
    private Map<String, Path> bound = new TreeMap<>();

    @Option(
            names = "--shape",
            paramLabel = "INPUT=DIMS",
            description =
                    "The shape of an input of an .onnx model in place of the one it declares, such"
                            + " as ids=batch,seq. May be repeated.")
    private Map<String, String> shapes = new TreeMap<>();

    @Option(
            names = "--weights",
            paramLabel = "[MODEL=]FILE",
            description =
                    "Initial values of the parameters of a model source, by name: .safetensors or"
                            + " .npz. With several models, repeated with the name of each.")
    private List<String> weights = List.of();

    @Option(
            names = "--weights-map",
            paramLabel = "OURS=THEIRS",
            description =
                    "What a parameter is called in the file: NAME, transpose(NAME) or"
                            + " permute(NAME, 2, 3, 1, 0). A * on both sides stands for the same"
                            + " text. May be repeated.")
    private Map<String, String> weightNames = new TreeMap<>();

    @Option(
            names = "--weights-partial",
            description = "Parameters that the file lacks keep their initial values.")
    private boolean partial;

    Map<String, Long> dims() {
        return dims;
    }

    /** The request for these sources, with dimensions bound at build time. */
    CompileRequest request(List<Path> sources) {
        return request(sources, dims);
    }

    /** The request for these sources that leaves all dimensions symbolic. */
    CompileRequest symbolicRequest(List<Path> sources) {
        return request(sources, Map.of());
    }

    private CompileRequest request(List<Path> sources, Map<String, Long> sizes) {
        if (!CompileRequest.ALL_LANES.containsAll(lanes)) {
            throw usage("--lanes: expected 1, 4, 8 or 16, found " + lanes);
        }
        dims.forEach((name, value) -> {
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw usage(
                        "--dim " + name + ": expected a size from 0 to 2147483647, found " + value);
            }
        });
        if (className != null && sources.size() > 1) {
            throw usage("--class names one class, and " + sources.size() + " models are given");
        }
        if (className != null && !JavaNames.isSimple(className)) {
            throw usage("--class: expected a simple class name, found '" + className + "'");
        }
        if (packageName != null && !JavaNames.isQualified(packageName)) {
            throw usage("--package: expected a package name, found '" + packageName + "'");
        }
        sources.forEach(ModelOptions::check);
        return new CompileRequest(
                sources,
                Optional.ofNullable(sourceRoot),
                Optional.ofNullable(packageName),
                Optional.ofNullable(className),
                lanes,
                new TreeMap<>(sizes),
                new TreeMap<>(bound),
                parsedShapes(),
                weights());
    }

    private WeightsRequest weights() {
        if (weights.isEmpty() && (partial || !weightNames.isEmpty())) {
            throw usage("--weights-map and --weights-partial need --weights");
        }
        var files = new TreeMap<String, Path>();
        for (var given : weights) {
            int equals = given.indexOf('=');
            boolean isNamed = equals > 0 && JavaNames.isSimple(given.substring(0, equals));
            var file = Path.of(isNamed ? given.substring(equals + 1) : given);
            InputFiles.require(file);
            if (files.put(isNamed ? given.substring(0, equals) : "", file) != null) {
                throw usage("--weights " + given + ": a model has one file");
            }
        }
        try {
            return new WeightsRequest(files, new TreeMap<>(weightNames), partial);
        } catch (IllegalArgumentException e) {
            throw usage("--weights-map " + e.getMessage());
        }
    }

    private SortedMap<String, Shape> parsedShapes() {
        var parsed = new TreeMap<String, Shape>();
        shapes.forEach((input, text) -> {
            try {
                parsed.put(input, Shape.parse(text));
            } catch (IllegalArgumentException e) {
                throw usage("--shape " + input + ": " + e.getMessage());
            }
        });
        return parsed;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void check(Path source) {
        if (!source.toString().endsWith(".java") && !source.toString().endsWith(".onnx")) {
            throw new InputException(
                    source
                            + ": expected a model source, a file that ends in .java, or an ONNX"
                            + " model, one that ends in .onnx");
        }
        InputFiles.require(source);
    }
}
