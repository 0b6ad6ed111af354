package dev.forja.compiler.load;

import dev.forja.compiler.CompiledClass;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.Workspace;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A model object of classes that were just compiled. */
public final class LoadedModel {
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
        var loader = new GeneratedClassLoader(classes, LoadedModel.class.getClassLoader());
        var names = new LinkedHashSet<String>();
        classes.forEach(one -> names.add(one.model()));
        var models = new ArrayList<LoadedModel>();
        for (String name : names) {
            try {
                Class<?> type = loader.loadClass(name);
                models.add(
                        new LoadedModel(
                                loader, (CompiledModel) type.getConstructor().newInstance()));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "the generated class " + name + " cannot be made: " + e, e);
            }
        }
        return models;
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
            return new LoadedEntry(spec, call, model.workspace());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the generated entry " + name + " is not there: " + e, e);
        }
    }
}
