package dev.forja.frontend.java;

import dev.forja.frontend.java.eval.Evaluator;
import dev.forja.frontend.java.model.ModelReader;
import dev.forja.frontend.java.report.Nearest;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.report.Reporter;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.frontend.java.source.SourceSet;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.ModelDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads model sources in Java. The classes are parsed and never executed. */
public final class JavaFrontend {
    private final SourceLookup lookup;
    private final Map<String, Long> bindings;

    /**
     * Makes a frontend.
     *
     * @param lookup where the sources of other classes are found, such as layers
     * @param bindings sizes of symbols that are bound when the model is built; may be empty
     */
    public JavaFrontend(SourceLookup lookup, Map<String, Long> bindings) {
        this.lookup = lookup;
        this.bindings = new TreeMap<>(bindings);
    }

    /**
     * Reads all models of some files, in the order of the files and of the classes in them. A file
     * may hold layers alone, for models of other files.
     *
     * @throws dev.forja.ir.diag.CompileException with every error that was found
     */
    public List<ModelDef> parse(List<SourceFile> files) {
        var reporter = new Reporter();
        var sources = new SourceSet(lookup, reporter);
        var classes = new ArrayList<ModelClass>();
        files.forEach(file -> classes.addAll(sources.add(file)));
        var types =
                classes.stream()
                        .flatMap(JavaFrontend::withNested)
                        .filter(ModelReader::isModel)
                        .toList();
        requireDistinct(types, reporter);
        var evaluator = new Evaluator(sources, reporter, bindings);
        var reader = new ModelReader(evaluator, reporter);
        var models = types.stream().map(reader::read).flatMap(Optional::stream).toList();
        if (types.isEmpty() && reporter.count() == 0) {
            files.forEach(file -> reporter.report(noModel(file)));
        }
        if (reporter.count() == 0) {
            requireUsed(evaluator.shapes().used(), types, reporter);
        }
        reporter.finish();
        return models;
    }

    private static Stream<ModelClass> withNested(ModelClass type) {
        return Stream.concat(
                Stream.of(type), type.nested().stream().flatMap(JavaFrontend::withNested));
    }

    private static void requireDistinct(List<ModelClass> types, Reporter reporter) {
        var first = new HashMap<String, Location>();
        for (var type : types) {
            var name = type.packageName() + "." + type.name();
            var at = type.at(type.declaration());
            var before = first.putIfAbsent(name, at);
            if (before != null) {
                reporter.report(
                        Problem.at(at, type.name(), "two models of one name")
                                .expected("another name", "the one at " + before)
                                .hint("both would become the same class"));
            }
        }
    }

    private static Problem noModel(SourceFile file) {
        return Problem.at(Location.source(file.path(), 1, 1), "", "no model in this file")
                .expected("a class with @Model", "none");
    }

    private void requireUsed(Set<String> symbols, List<ModelClass> types, Reporter reporter) {
        for (var name : bindings.keySet()) {
            if (!symbols.contains(name)) {
                var type = types.getFirst();
                reporter.report(
                        Problem.at(
                                        type.at(type.declaration()),
                                        name,
                                        "no input has the symbol that is bound")
                                .expected("one of " + new TreeSet<>(symbols), name)
                                .hint(Nearest.hint(name, symbols)));
            }
        }
    }
}
