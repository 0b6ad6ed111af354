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
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.io.IOException;
import java.io.PrintWriter;
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
                classes.addAll(classes(model, request.lanes()));
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

    /**
     * The classes of one model for the given lane counts.
     *
     * @throws CompileException when it can't be compiled
     */
    public static List<CompiledClass> classes(ModelDef model, List<Integer> lanes) {
        var lowered = LowerModel.lower(model, lanes, PassObserver.NONE);
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
            files.add(new SourceFile(path.toString(), Files.readString(path)));
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
        var folder = Path.of(model.location().file()).toAbsolutePath().getParent();
        var below = request.sourceRoot().get().toAbsolutePath().relativize(folder).toString();
        return below.replace('/', '.').replace('\\', '.');
    }
}
