package dev.forja.compiler;

import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.compiler.inspect.Inspection;
import dev.forja.frontend.java.JavaFrontend;
import dev.forja.frontend.java.SourceFile;
import dev.forja.frontend.java.SourceLookup;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.lowered.LoweredModel;
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

/** The compiler: model sources through frontend, passes and backend to class files. */
public final class ModelCompiler implements Compiler {

    @Override
    public List<CompiledClass> compile(CompileRequest request) throws IOException {
        var classes = new ArrayList<CompiledClass>();
        var errors = new ArrayList<Diagnostic>();
        for (var model : models(request)) {
            try {
                classes.addAll(
                        classes(LowerModel.lower(model, request.lanes(), PassObserver.NONE)));
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
        for (var model : models(request)) {
            new Inspection(options, out).show(model, request.lanes());
        }
    }

    private static List<CompiledClass> classes(LoweredModel lowered) {
        var model = lowered.model();
        var name =
                model.packageName().isEmpty()
                        ? model.name()
                        : model.packageName() + "." + model.name();
        var classes = new ArrayList<CompiledClass>();
        ModelClassWriter.write(lowered)
                .forEach((internal, bytes) ->
                        classes.add(new CompiledClass(internal.replace('/', '.'), name, bytes)));
        return classes;
    }

    /** The models of all sources, under the names that the request wants. */
    private static List<ModelDef> models(CompileRequest request) throws IOException {
        var files = new ArrayList<SourceFile>();
        for (var path : request.sources()) {
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
