package dev.forja.test.model;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.CompiledClass;
import dev.forja.compiler.ModelCompiler;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.train.TrainingStep;
import dev.forja.test.Loader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A model source, compiled as a user would. */
final class SourceModel {
    private final List<CompiledClass> classes;
    private final Class<?> type;

    private SourceModel(List<CompiledClass> classes) {
        this.classes = classes;
        var loader =
                new Loader(
                        classes.stream()
                                .collect(
                                        Collectors.toMap(
                                                one -> one.name().replace('.', '/'),
                                                CompiledClass::bytes)));
        this.type = loader.find(classes.getFirst().model());
    }

    static SourceModel of(Path source) {
        return new SourceModel(compile(source));
    }

    /** The classes of a source that holds one model. */
    static List<CompiledClass> compile(Path source) {
        try {
            return new ModelCompiler().compile(CompileRequest.of(List.of(source)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name of the public class. */
    String name() {
        return type.getName();
    }

    Class<?> type() {
        return type;
    }

    List<CompiledClass> classes() {
        return classes;
    }

    /** Writes the classes as a build does. */
    void write(Path folder) throws IOException {
        for (var one : classes) {
            var file = folder.resolve(one.path());
            Files.createDirectories(file.getParent());
            Files.write(file, one.bytes());
        }
    }

    /** A new model object. */
    CompiledModel make(long seed, int lanes) {
        return make(type, seed, lanes);
    }

    static CompiledModel make(Class<?> type, long seed, int lanes) {
        try {
            return (CompiledModel)
                    type.getConstructor(long.class, int.class).newInstance(seed, lanes);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The training step of a loss. */
    static TrainingStep training(CompiledModel model, String loss) {
        try {
            return (TrainingStep) model.getClass().getMethod(loss + "Training").invoke(model);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
