package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import dev.forja.frontend.java.call.Elements;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.data.TensorKind;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.diag.Location;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Makes instances of model classes: initializes their fields and runs their constructors. */
final class Instances {
    private final Evaluator evaluator;

    Instances(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /**
     * Makes an instance.
     *
     * @param at where a diagnostic about the arguments points
     * @param calledAt null when the frontend makes it
     */
    Datum create(
            ModelClass type,
            List<Datum> args,
            List<Location> places,
            Location at,
            Location calledAt) {
        requireInstantiable(type, at);
        evaluator.enter(
                new Activation(
                        type.declaration(), type.declaration(), "new " + type.name(), calledAt));
        try {
            var instance = new Datum.Instance(type);
            initialize(instance);
            construct(instance, args, places, at);
            requireParameters(instance);
            return instance;
        } finally {
            evaluator.leave();
        }
    }

    private static void requireInstantiable(ModelClass type, Location at) {
        var declaration = type.declaration();
        if (declaration.isInterface() || declaration.isAbstract()) {
            throw Problem.at(at, type.name(), "no class with instances")
                    .expected(
                            "a class that isn't abstract",
                            declaration.isInterface() ? "an interface" : "an abstract class");
        }
        if (declaration.getExtendedTypes().isNonEmpty()) {
            throw Problem.at(type.at(declaration), type.name(), "unsupported: inheritance")
                    .expected(
                            "a class without extends", "extends " + declaration.getExtendedTypes(0))
                    .hint("use a field of type " + declaration.getExtendedTypes(0));
        }
    }

    private void initialize(Datum.Instance instance) {
        var type = instance.type();
        for (var member : type.declaration().getMembers()) {
            if (member instanceof InitializerDeclaration) {
                evaluator.report(
                        Problem.at(
                                        type.at(member),
                                        type.name(),
                                        "unsupported: an initializer block")
                                .expected("a constructor", "statements in the class"));
            }
        }
        var frame = Frame.constructing(instance);
        for (var field : type.fields()) {
            var initializer = field.variable().getInitializer();
            if (field.isStatic()) {
                requireNoParameter(type, field);
            } else if (initializer.isPresent()) {
                try {
                    var value = evaluator.expressions().eval(initializer.get(), frame, null);
                    store(instance, field, value, type.at(field.variable()));
                } catch (Problem problem) {
                    evaluator.report(problem);
                    instance.fields().put(field.name(), Datum.Special.UNKNOWN);
                }
            }
        }
    }

    private void requireNoParameter(ModelClass type, ModelClass.Field field) {
        if (field.isParameter()) {
            evaluator.report(
                    Problem.at(type.at(field.variable()), "@Parameter", "a static parameter")
                            .expected("a field of each instance", "static " + field.name())
                            .hint("drop static"));
        }
    }

    /** Runs the constructor that these arguments choose; {@code this(..)} runs another one. */
    void construct(Datum.Instance instance, List<Datum> args, List<Location> places, Location at) {
        var type = instance.type();
        var title = "new " + type.name();
        if (type.constructors().isEmpty()) {
            if (!args.isEmpty()) {
                throw Problem.at(at, title, "wrong number of arguments")
                        .expected(title + "()", args.size() + " arguments");
            }
            return;
        }
        var chosen = Methods.choose(title, type.constructors(), args, places, at);
        var frame = Frame.constructing(instance);
        for (int i = 0; i < chosen.args().size(); i++) {
            var parameter = chosen.callable().getParameter(i);
            frame.scope()
                    .declare(
                            parameter.getNameAsString(), parameter.getType(), chosen.args().get(i));
        }
        evaluator.enter(new Activation(chosen.callable(), instance, title, at));
        try {
            evaluator.statements().run(chosen.callable().getBody(), frame);
        } finally {
            evaluator.leave();
        }
    }

    private void requireParameters(Datum.Instance instance) {
        for (var field : instance.type().fields()) {
            if (field.isParameter()
                    && !field.isStatic()
                    && !instance.fields().containsKey(field.name())) {
                instance.fields().put(field.name(), Datum.Special.UNKNOWN);
                evaluator.report(
                        Problem.at(
                                        instance.type().at(field.variable()),
                                        field.name(),
                                        "a parameter without an initializer")
                                .expected(
                                        "= zeros(..), glorot(..) or another initializer",
                                        "nothing"));
            }
        }
    }

    /** Gives a field its value. */
    void store(Datum.Instance instance, ModelClass.Field field, Datum value, Location at) {
        instance.fields().put(field.name(), Datum.Special.UNKNOWN);
        if (value.isUnknown()) {
            return;
        }
        instance.fields().put(field.name(), stored(instance.type(), field, value, at));
    }

    private Datum stored(ModelClass owner, ModelClass.Field field, Datum value, Location at) {
        var type = field.variable().getType();
        if (field.isParameter()) {
            return weight(owner, field, value, at);
        }
        if (TensorKind.named(type.asString()).isPresent()) {
            throw Problem.at(at, field.name(), "a tensor field that is no parameter")
                    .expected(
                            "@Parameter " + type + " " + field.name(),
                            field.declaration().toString())
                    .hint("@Parameter(trainable = false) keeps its value");
        }
        return Conversion.convert(type, value)
                .orElseThrow(() ->
                        Problem.at(at, field.name(), "type mismatch")
                                .expected(type.asString(), value.describe()))
                .datum();
    }

    private Datum weight(ModelClass owner, ModelClass.Field field, Datum value, Location at) {
        if (!field.variable().getTypeAsString().equals("Tensor")) {
            throw Problem.at(
                            owner.at(field.variable()), "@Parameter", "a parameter of another type")
                    .expected("Tensor", field.variable().getTypeAsString());
        }
        if (!(value instanceof Datum.Initial initial)) {
            throw Problem.at(at, field.name(), "a parameter without an initializer")
                    .expected("zeros(..), glorot(..) or another initializer", value.describe());
        }
        for (var dim : initial.shape().dims()) {
            if (dim.constant() < 1) {
                throw Problem.at(at, field.name(), "a parameter without elements")
                        .expected("sizes of 1 or more", initial.shape().toString());
            }
        }
        Elements.require(initial.shape(), field.name(), at);
        var type = new TensorType(DType.F32, initial.shape());
        return new Datum.Weight(
                type, initial.text(), isTrainable(field, owner), owner.at(field.variable()));
    }

    private boolean isTrainable(ModelClass.Field field, ModelClass owner) {
        AnnotationExpr annotation =
                field.declaration().getAnnotationByName("Parameter").orElseThrow();
        if (!(annotation instanceof NormalAnnotationExpr normal)) {
            return true;
        }
        boolean trainable = true;
        for (var pair : normal.getPairs()) {
            var value = evaluator.constant(pair.getValue(), owner);
            if (!pair.getNameAsString().equals("trainable")
                    || !(value instanceof Datum.Truth(var flag))) {
                throw Problem.at(owner.at(pair), "@Parameter", "unknown attribute")
                        .expected("trainable = true or false", pair.toString());
            }
            trainable = flag;
        }
        return trainable;
    }
}
