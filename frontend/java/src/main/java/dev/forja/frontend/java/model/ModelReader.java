package dev.forja.frontend.java.model;

import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.eval.Evaluator;
import dev.forja.frontend.java.eval.Shapes;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.report.Reporter;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.ParameterDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads a class with {@code @Model}. */
public final class ModelReader {
    private final Evaluator evaluator;
    private final Reporter reporter;

    public ModelReader(Evaluator evaluator, Reporter reporter) {
        this.evaluator = evaluator;
        this.reporter = reporter;
    }

    public static boolean isModel(ModelClass type) {
        return type.declaration().getAnnotationByName("Model").isPresent();
    }

    /** The model; empty when it can't be read, which was reported. */
    public Optional<ModelDef> read(ModelClass type) {
        try {
            requireDistinctMethods(type);
            var instance = evaluator.instantiate(type);
            return instance instanceof Datum.Instance model
                    ? Optional.of(read(model))
                    : Optional.empty();
        } catch (Problem problem) {
            reporter.report(problem);
            return Optional.empty();
        }
    }

    private ModelDef read(Datum.Instance model) {
        var type = model.type();
        var weights = ParameterPaths.of(model);
        var reader = new EntryReader(evaluator, reporter, model, weights);
        var entries = new ArrayList<EntryDef>();
        var names = new HashSet<String>();
        var methods = type.methods().stream().filter(ModelReader::isEntry).toList();
        for (var method : methods) {
            if (!names.add(method.getNameAsString())) {
                reporter.report(
                        Problem.at(
                                        type.at(method),
                                        method.getNameAsString(),
                                        "two entries of one name")
                                .expected(
                                        "a name of its own for each @Entry and @Loss",
                                        method.getNameAsString()));
            }
            reader.read(method).ifPresent(entries::add);
        }
        if (methods.isEmpty()) {
            reporter.report(
                    Problem.at(type.at(type.declaration()), type.name(), "a model without an entry")
                            .expected("a method with @Entry or @Loss", "none"));
        }
        type.methods().stream().filter(this::isUncheckedMethod).forEach(reader::check);
        var parameters = new ArrayList<ParameterDef>();
        weights.forEach((path, weight) ->
                parameters.add(
                        new ParameterDef(
                                path,
                                weight.type(),
                                weight.initializer(),
                                weight.isTrainable(),
                                weight.at())));
        return new ModelDef(
                type.packageName(),
                type.name(),
                EntryReader.doc(type.declaration()),
                type.at(type.declaration()),
                parameters,
                entries);
    }

    private static boolean isEntry(MethodDeclaration method) {
        return method.getAnnotationByName("Entry").isPresent()
                || method.getAnnotationByName("Loss").isPresent();
    }

    /** Whether no entry has called it, and the shapes of all its arguments are known. */
    private boolean isUncheckedMethod(MethodDeclaration method) {
        return !isEntry(method)
                && !evaluator.hasVisited(method)
                && method.getBody().isPresent()
                && method.getParameters().stream().allMatch(Shapes::isDeclared);
    }

    private void requireDistinctMethods(ModelClass type) {
        var signatures = new HashSet<List<String>>();
        for (var method : type.methods()) {
            if (!signatures.add(signature(method))) {
                reporter.report(
                        Problem.at(
                                        type.at(method),
                                        method.getNameAsString(),
                                        "two methods of one signature")
                                .expected(
                                        "another name or other parameters",
                                        method.getSignature().toString()));
            }
        }
    }

    private static List<String> signature(CallableDeclaration<?> callable) {
        var signature = new ArrayList<String>();
        signature.add(callable.getNameAsString());
        callable.getParameters()
                .forEach(p -> signature.add(p.getTypeAsString() + (p.isVarArgs() ? "..." : "")));
        return signature;
    }
}
