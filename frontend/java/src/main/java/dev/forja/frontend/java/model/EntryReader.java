package dev.forja.frontend.java.model;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithJavadoc;
import dev.forja.frontend.java.call.Emitter;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.data.TensorKind;
import dev.forja.frontend.java.eval.Evaluator;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.report.Reporter;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.OptimizerDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.type.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Turns the entries and losses of a model into functions. */
final class EntryReader {
    private final Evaluator evaluator;
    private final Reporter reporter;
    private final Datum.Instance model;
    private final SequencedMap<String, Datum.Weight> weights;

    EntryReader(
            Evaluator evaluator,
            Reporter reporter,
            Datum.Instance model,
            SequencedMap<String, Datum.Weight> weights) {
        this.evaluator = evaluator;
        this.reporter = reporter;
        this.model = model;
        this.weights = weights;
    }

    /** Reads an entry or a loss; empty when it has errors, which were reported. */
    Optional<EntryDef> read(MethodDeclaration method) {
        try {
            return tryRead(method);
        } catch (Problem problem) {
            reporter.report(problem);
            return Optional.empty();
        }
    }

    private Optional<EntryDef> tryRead(MethodDeclaration method) {
        boolean isLoss = method.getAnnotationByName("Loss").isPresent();
        if (isLoss && method.getAnnotationByName("Entry").isPresent()) {
            throw Problem.at(at(method), method.getNameAsString(), "both an entry and a loss")
                    .expected("@Entry or @Loss", "@Entry @Loss")
                    .hint("write an entry that returns the result of the loss");
        }
        int errors = reporter.count();
        requireTensorResult(method, isLoss);
        OptimizerDef optimizer =
                isLoss ? LossAnnotation.read(method, model.type(), evaluator) : null;
        var builder = new FunctionBuilder(method.getNameAsString());
        var emitter = new Emitter(builder);
        var args = inputs(method, builder);
        weights.forEach((path, weight) -> emitter.bind(weight, parameter(builder, path, weight)));
        var result = evaluator.call(emitter, model, method, args);
        if (result.isUnknown() || reporter.count() > errors) {
            return Optional.empty();
        }
        var value = emitter.value(result);
        if (isLoss) {
            requireScalar(method, value);
            requireTrainable(method);
        }
        builder.output(isLoss ? "loss" : method.getNameAsString(), value);
        return Optional.of(new EntryDef(builder.build(), optimizer, doc(method)));
    }

    private void requireTensorResult(MethodDeclaration method, boolean isLoss) {
        if (TensorKind.named(method.getTypeAsString()).isEmpty()) {
            throw Problem.at(at(method), isLoss ? "@Loss" : "@Entry", "a result that is no tensor")
                    .expected("a method that returns Tensor", method.getTypeAsString());
        }
    }

    /** The inputs, each unknown that has an error, so that errors of the others follow. */
    private List<Datum> inputs(MethodDeclaration method, FunctionBuilder builder) {
        var args = new ArrayList<Datum>();
        for (var parameter : method.getParameters()) {
            var name = parameter.getNameAsString();
            var at = model.type().at(parameter);
            try {
                if (weights.containsKey(name)) {
                    throw Problem.at(at, name, "an input with the name of a parameter")
                            .expected("another name", name)
                            .hint("the generated method names both");
                }
                var type = evaluator.shapes().input(parameter, model.type());
                args.add(new Datum.Tensor(builder.param(name, type, Role.INPUT, at)));
            } catch (Problem problem) {
                reporter.report(problem);
                args.add(Datum.Special.UNKNOWN);
            }
        }
        requireOtherNamesThanSymbols(method, args);
        return args;
    }

    private void requireOtherNamesThanSymbols(MethodDeclaration method, List<Datum> args) {
        var symbols = new HashSet<String>();
        for (var arg : args) {
            if (arg instanceof Datum.Tensor(var value)) {
                symbols.addAll(value.type().shape().symbols());
            }
        }
        for (var parameter : method.getParameters()) {
            var name = parameter.getNameAsString();
            if (symbols.contains(name)) {
                reporter.report(
                        Problem.at(
                                        model.type().at(parameter),
                                        name,
                                        "an input with the name of a symbol")
                                .expected("another name", name)
                                .hint("the generated method has an int of that name"));
            }
        }
    }

    private static Value parameter(FunctionBuilder builder, String path, Datum.Weight weight) {
        return builder.param(path, weight.type(), Role.PARAMETER, weight.at());
    }

    private void requireScalar(MethodDeclaration method, Value value) {
        if (value.type().dtype() != DType.F32) {
            throw Problem.at(at(method), "@Loss", "a loss that isn't floating point")
                    .expected("f32[]", value.type().toString())
                    .hint("use cast(x, Tensor.class)");
        }
        if (value.type().rank() != 0) {
            throw Problem.at(at(method), "@Loss", "a loss that is no scalar")
                    .expected("f32[]", value.type().toString())
                    .hint("reduce it with mean(..) or sum(..)");
        }
    }

    private void requireTrainable(MethodDeclaration method) {
        if (weights.values().stream().noneMatch(Datum.Weight::isTrainable)) {
            throw Problem.at(at(method), "@Loss", "a loss of a model without trainable parameters")
                    .expected("a field such as @Parameter Tensor w = zeros(10)", "none");
        }
    }

    /** Evaluates a method that no entry calls, for the sake of its errors. */
    void check(MethodDeclaration method) {
        var builder = new FunctionBuilder(method.getNameAsString());
        var emitter = new Emitter(builder);
        var args = inputs(method, builder);
        weights.forEach((path, weight) -> emitter.bind(weight, parameter(builder, path, weight)));
        evaluator.call(emitter, model, method, args);
    }

    private Location at(MethodDeclaration method) {
        return model.type().at(method);
    }

    /** The text of a Javadoc comment without its tags. */
    static String doc(NodeWithJavadoc<?> documented) {
        return documented
                .getJavadoc()
                .map(javadoc -> javadoc.getDescription().toText().strip())
                .orElse("");
    }
}
