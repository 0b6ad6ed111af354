package dev.forja.compiler;

import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.compiler.inspect.Inspection;
import dev.forja.compiler.onnx.FoldWeights;
import dev.forja.compiler.onnx.OnnxWeights;
import dev.forja.compiler.onnx.TensorFiles;
import dev.forja.compiler.weights.InitialValues;
import dev.forja.compiler.weights.ModelWeights;
import dev.forja.frontend.java.JavaFrontend;
import dev.forja.frontend.java.SourceFile;
import dev.forja.frontend.java.SourceLookup;
import dev.forja.frontend.onnx.OnnxException;
import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.export.OnnxExport;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.ModelDef;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The compiler: model sources and ONNX models through frontend, passes and backend to classes. */
public final class ModelCompiler implements Compiler {
    private final Consumer<String> notes;

    public ModelCompiler() {
        this(_ -> {});
    }

    /**
     * @param notes takes lines about what was done with files beside the models
     */
    public ModelCompiler(Consumer<String> notes) {
        this.notes = notes;
    }

    @Override
    public List<CompiledClass> compile(CompileRequest request) throws IOException {
        var classes = new ArrayList<CompiledClass>();
        var errors = new ArrayList<Diagnostic>();
        for (var source : sources(request)) {
            try {
                classes.addAll(source.compile(request.lanes()));
            } catch (CompileException e) {
                errors.addAll(e.diagnostics());
            }
        }
        if (!errors.isEmpty()) {
            throw new CompileException(errors);
        }
        return classes;
    }

    @Override
    public void inspect(CompileRequest request, InspectOptions options, PrintWriter out)
            throws IOException {
        for (var source : sources(request)) {
            new Inspection(options, out).show(source.model(), request.lanes());
        }
    }

    @Override
    public ExportedEntry export(CompileRequest request, ExportOptions options) throws IOException {
        var sources = sources(request);
        if (sources.size() != 1) {
            throw error(
                    Location.UNKNOWN,
                    "an ONNX file holds one model",
                    "a single model",
                    sources.stream().map(source -> source.model().name()).toList() + "",
                    "export the models one by one");
        }
        var model = sources.getFirst().model();
        var entry = entry(model, options);
        var values =
                options.parameters().isPresent()
                        ? InitialValues.of(model, options.parameters().get())
                        : sources.getFirst().values();
        return new ExportedEntry(model.name(), entry.name(), OnnxExport.write(entry, values));
    }

    private static EntryDef entry(ModelDef model, ExportOptions options) {
        var entries = model.entries().stream().filter(entry -> !entry.isLoss()).toList();
        var wanted = options.entry();
        return entries.stream()
                .filter(entry -> wanted.isEmpty() || entry.name().equals(wanted.get()))
                .findFirst()
                .orElseThrow(() ->
                        error(
                                model.location(),
                                "there is no such entry in " + model.name(),
                                "one of " + entries.stream().map(EntryDef::name).toList(),
                                wanted.orElse("none"),
                                "a method with @Entry is one"));
    }

    /**
     * The classes of one model for the given lane counts.
     *
     * @throws CompileException when it can't be compiled
     */
    public static List<CompiledClass> classes(ModelDef model, List<Integer> lanes) {
        return classes(
                model, ModelClassWriter.write(LowerModel.lower(model, lanes, PassObserver.NONE)));
    }

    private static List<CompiledClass> classes(ModelDef model, Map<String, byte[]> files) {
        var name =
                model.packageName().isEmpty()
                        ? model.name()
                        : model.packageName() + "." + model.name();
        var classes = new ArrayList<CompiledClass>();
        files.forEach((internal, bytes) ->
                classes.add(new CompiledClass(internal.replace('/', '.'), name, bytes)));
        return classes;
    }

    /** A model out of whichever frontend, under the name that the request wants. */
    private record Source(ModelDef model, Optional<OnnxWeights> weights) {
        /** The parameters that a new object of the model has. */
        SortedMap<String, TensorData> values() {
            return weights.isPresent() ? weights.get().values() : InitialValues.of(model);
        }

        List<CompiledClass> compile(List<Integer> lanes) throws IOException {
            if (weights.isEmpty()) {
                return classes(model, lanes);
            }
            var lowered = LowerModel.lower(model, lanes, PassObserver.NONE);
            var written = ModelClassWriter.write(lowered, weights.get().resource(model));
            var all = new ArrayList<>(classes(model, written));
            var path =
                    model.packageName().isEmpty()
                            ? ""
                            : model.packageName().replace('.', '/') + "/";
            all.add(
                    new CompiledClass(
                            path + weights.get().resource(model).name(),
                            all.getFirst().model(),
                            weights.get().bytes(model),
                            true));
            return all;
        }
    }

    private List<Source> sources(CompileRequest request) throws IOException {
        var isOnnx =
                request.sources().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        path -> path.toString().endsWith(".onnx")));
        var sources = new ArrayList<Source>();
        if (!isOnnx.get(false).isEmpty()) {
            var models = models(request, isOnnx.get(false));
            requireModels(request.weights(), models);
            for (var model : models) {
                sources.add(new Source(model, weights(request.weights(), model, models)));
            }
        } else {
            requireModels(request.weights(), List.of());
        }
        var errors = new ArrayList<Diagnostic>();
        for (var path : isOnnx.get(true)) {
            try {
                var read = FoldWeights.in(OnnxFrontend.read(path, onnxOptions(request)));
                var weights =
                        read.weights().isEmpty()
                                ? Optional.<OnnxWeights>empty()
                                : Optional.of(new OnnxWeights(read.weights()));
                sources.add(new Source(renamed(read.model(), request), weights));
            } catch (OnnxException e) {
                errors.addAll(e.diagnostics().diagnostics());
            }
        }
        if (!errors.isEmpty()) {
            throw new CompileException(errors);
        }
        return sources;
    }

    /** Files for models that there are not are a slip of the pen. */
    private static void requireModels(WeightsRequest request, List<ModelDef> models) {
        var known = models.stream().map(ModelDef::name).toList();
        for (var wanted : request.files().keySet()) {
            boolean isKnown = wanted.isEmpty() ? models.size() == 1 : known.contains(wanted);
            if (!isKnown) {
                throw error(
                        Location.UNKNOWN,
                        "--weights for " + (wanted.isEmpty() ? "no certain model" : wanted),
                        wanted.isEmpty()
                                ? "a single model source, or MODEL=FILE"
                                : "one of the model sources",
                        "the model sources " + known,
                        "");
            }
        }
    }

    private Optional<OnnxWeights> weights(
            WeightsRequest request, ModelDef model, List<ModelDef> models) throws IOException {
        var file = file(request, model);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var all = models.stream().filter(each -> file(request, each).isPresent()).toList();
        var read = ModelWeights.read(model, file.get(), request, all);
        read.report().forEach(notes);
        return Optional.of(new OnnxWeights(read.values()));
    }

    private static Optional<Path> file(WeightsRequest request, ModelDef model) {
        var files = request.files();
        return Optional.ofNullable(files.getOrDefault(model.name(), files.get("")));
    }

    private static OnnxOptions onnxOptions(CompileRequest request) throws IOException {
        var bound = new HashMap<String, TensorData>();
        for (var input : request.bound().entrySet()) {
            bound.put(input.getKey(), TensorFiles.read(input.getValue()));
        }
        return new OnnxOptions(request.dims(), bound, request.shapes());
    }

    /** The models of Java sources, under the names that the request wants. */
    private static List<ModelDef> models(CompileRequest request, List<Path> paths)
            throws IOException {
        var files = new ArrayList<SourceFile>();
        for (var path : paths) {
            files.add(new SourceFile(path.toString(), text(path)));
        }
        var lookup = SourceLookup.classPath(ModelCompiler.class.getClassLoader());
        var parsed = new JavaFrontend(lookup, new HashMap<>(request.dims())).parse(files);
        if (request.className().isPresent() && parsed.size() != 1) {
            throw new CompileException(
                    List.of(
                            new Diagnostic(
                                    Location.UNKNOWN,
                                    "--class",
                                    "one class name for " + parsed.size() + " models",
                                    "a single model",
                                    parsed.stream().map(ModelDef::name).toList().toString(),
                                    "compile the models one by one")));
        }
        return parsed.stream().map(model -> renamed(model, request)).toList();
    }

    private static String text(Path source) throws IOException {
        try {
            return Files.readString(source);
        } catch (CharacterCodingException e) {
            throw error(
                    Location.source(source.toString(), 0, 0),
                    "not a text in UTF-8",
                    "a model source in UTF-8",
                    "bytes that are none",
                    "save the file as UTF-8");
        }
    }

    private static ModelDef renamed(ModelDef model, CompileRequest request) {
        return new ModelDef(
                request.packageName().orElseGet(() -> packageOf(model, request)),
                request.className().orElse(model.name()),
                model.doc(),
                model.location(),
                model.parameters(),
                model.entries());
    }

    /** The package that the source declares, or that of its folder below the source root. */
    private static String packageOf(ModelDef model, CompileRequest request) {
        if (!model.packageName().isEmpty() || request.sourceRoot().isEmpty()) {
            return model.packageName();
        }
        var root = request.sourceRoot().get().toAbsolutePath().normalize();
        var folder = Path.of(model.location().file()).toAbsolutePath().normalize().getParent();
        if (!folder.startsWith(root)) {
            throw error(
                    model.location(),
                    "a source outside the source root",
                    "a file below " + root,
                    folder.toString(),
                    "declare its package, or name the folder above it");
        }
        var below =
                root.relativize(folder)
                        .toString()
                        .replace(root.getFileSystem().getSeparator(), ".");
        if (!below.isEmpty() && !JavaNames.isQualified(below)) {
            throw error(
                    model.location(),
                    "a folder that makes no package",
                    "folders that are names of Java packages",
                    below,
                    "declare a package in the source");
        }
        return below;
    }

    private static CompileException error(
            Location location, String message, String expected, String found, String hint) {
        return new CompileException(
                List.of(new Diagnostic(location, "", message, expected, found, hint)));
    }
}
