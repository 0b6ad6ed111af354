package dev.forja.frontend.java.model;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.eval.Evaluator;
import dev.forja.frontend.java.report.Nearest;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.graph.OptimizerDef;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads {@code @Loss(optimizer = "adam", beta1 = 0.9)}. Which optimizer takes what, the passes
 * know.
 */
final class LossAnnotation {
    private static final String DEFAULT_OPTIMIZER = "gradientDescent";
    private static final List<String> HYPER_PARAMETERS =
            List.of(
                    "beta1",
                    "beta2",
                    "clipByGlobalNorm",
                    "clipByValue",
                    "epsilon",
                    "initialAccumulator",
                    "momentum",
                    "rho",
                    "weightDecay");

    private LossAnnotation() {}

    static OptimizerDef read(MethodDeclaration method, ModelClass owner, Evaluator evaluator) {
        AnnotationExpr annotation = method.getAnnotationByName("Loss").orElseThrow();
        if (annotation instanceof SingleMemberAnnotationExpr) {
            throw Problem.at(owner.at(annotation), "@Loss", "an attribute without a name")
                    .expected("@Loss(optimizer = \"adam\")", annotation.toString());
        }
        var name = DEFAULT_OPTIMIZER;
        var hyper = new TreeMap<String, Double>();
        if (annotation instanceof NormalAnnotationExpr normal) {
            for (var pair : normal.getPairs()) {
                var key = pair.getNameAsString();
                var value = evaluator.constant(pair.getValue(), owner);
                switch (value) {
                    case Datum.Text(var text) when key.equals("optimizer") -> name = text;
                    case Datum.Numeral(var number) when HYPER_PARAMETERS.contains(key) -> {
                        if (!Double.isNaN(number.doubleValue())) {
                            hyper.put(key, number.doubleValue());
                        }
                    }
                    default ->
                            throw Problem.at(owner.at(pair), "@Loss", "unknown attribute")
                                    .expected(
                                            "optimizer = \"..\", or a number for one of "
                                                    + HYPER_PARAMETERS,
                                            pair.toString())
                                    .hint(Nearest.hint(key, HYPER_PARAMETERS));
                }
            }
        }
        return OptimizerDef.of(name, hyper);
    }
}
