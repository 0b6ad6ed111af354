package dev.forja.compiler.load;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.CompiledClass;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.Lanes;
import dev.forja.runtime.Workspace;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** A model object of classes that were just compiled. */
public final class LoadedModel {
    /** Of the initial parameters: that of the constructor without arguments. */
    private static final long SEED = 0;

    private final GeneratedClassLoader loader;
    private final CompiledModel model;

    private LoadedModel(GeneratedClassLoader loader, CompiledModel model) {
        this.loader = loader;
        this.model = model;
    }

    /**
     * The models that these classes belong to, each as a new object with its initial parameters.
     */
    public static List<LoadedModel> of(List<CompiledClass> classes) {
        return of(classes, CompileRequest.ALL_LANES);
    }

    /**
     * The models of classes that were compiled for some lane counts alone. They run with what this
     * machine prefers when it is among them, else with the next narrower count, else with the
     * narrowest that there is: results have the same bits with each.
     */
    public static List<LoadedModel> of(List<CompiledClass> classes, List<Integer> compiledLanes) {
        int lanes = choose(compiledLanes, Lanes.preferred());
        var loader = new GeneratedClassLoader(classes, LoadedModel.class.getClassLoader());
        var names = new LinkedHashSet<String>();
        classes.forEach(one -> names.add(one.model()));
        var models = new ArrayList<LoadedModel>();
        for (String name : names) {
            try {
                Class<?> type = loader.loadClass(name);
                var constructor = type.getConstructor(long.class, int.class);
                var model = (CompiledModel) constructor.newInstance(SEED, lanes);
                models.add(new LoadedModel(loader, model));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "the generated class " + name + " cannot be made: " + e, e);
            }
        }
        return models;
    }

    private static int choose(List<Integer> compiled, int preferred) {
        return compiled.stream()
                .filter(lanes -> lanes <= preferred)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Collections.min(compiled));
    }

    public CompiledModel model() {
        return model;
    }

    /**
     * The method of an entry: inputs, symbols and outputs in the order of its spec, then the
     * workspace.
     *
     * @throws IllegalArgumentException when the model has no entry of this name
     */
    public LoadedEntry entry(String name) {
        return entry(name, model.workspace());
    }

    /** The method of an entry, called with a workspace of the caller's choice. */
    public LoadedEntry entry(String name, Workspace workspace) {
        EntrySpec spec = model.spec().entry(name);
        List<Class<?>> types = new ArrayList<>();
        spec.inputs().forEach(input -> types.add(input.type().carrierClass()));
        spec.symbols().forEach(symbol -> types.add(int.class));
        spec.outputs().forEach(output -> types.add(output.type().carrierClass()));
        types.add(Workspace.class);
        try {
            var call =
                    EntryCallWriter.write(
                            loader, model, name, MethodType.methodType(void.class, types));
            return new LoadedEntry(spec, call, workspace);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the generated entry " + name + " is not there: " + e, e);
        }
    }
}
