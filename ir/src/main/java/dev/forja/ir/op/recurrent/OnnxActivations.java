package dev.forja.ir.op.recurrent;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.activation.Elu;
import dev.forja.ir.op.activation.HardSigmoid;
import dev.forja.ir.op.activation.LeakyRelu;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.activation.Softplus;
import dev.forja.ir.op.activation.Softsign;
import dev.forja.ir.op.activation.ThresholdedRelu;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Clip;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sigmoid;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The activation functions of one direction of a recurrent ONNX node.
 *
 * @param functions in the order of the operator
 * @param clip bound of what they are applied to; empty for none
 */
record OnnxActivations(List<Activation> functions, Optional<Double> clip) {
    /** A function with its parameters. */
    record Activation(String name, double alpha, double beta) {
        static Activation of(String name) {
            var lower = name.toLowerCase(Locale.ROOT);
            return switch (lower) {
                case "relu", "tanh", "sigmoid", "softsign", "softplus" ->
                        new Activation(lower, 0, 0);
                case "affine", "scaledtanh", "elu", "thresholdedrelu" ->
                        new Activation(lower, 1, lower.equals("scaledtanh") ? 1 : 0);
                case "leakyrelu" -> new Activation(lower, 0.01, 0);
                case "hardsigmoid" -> new Activation(lower, 0.2, 0.5);
                default -> throw OnnxProblem.invalid("activation " + name);
            };
        }

        private int parameters() {
            return switch (name) {
                case "affine", "scaledtanh", "hardsigmoid" -> 2;
                case "elu", "thresholdedrelu", "leakyrelu" -> 1;
                default -> 0;
            };
        }

        private Value apply(FunctionBuilder b, Value x) {
            return switch (name) {
                case "affine" -> plus(b, times(b, x, alpha), beta);
                case "scaledtanh" -> times(b, b.add(new Tanh(), times(b, x, beta)), alpha);
                default -> b.add(plain(), x);
            };
        }

        private ElementwiseOp plain() {
            return switch (name) {
                case "relu" -> new Relu();
                case "tanh" -> new Tanh();
                case "sigmoid" -> new Sigmoid();
                case "softsign" -> new Softsign();
                case "softplus" -> new Softplus();
                case "elu" -> new Elu(alpha);
                case "thresholdedrelu" -> new ThresholdedRelu(alpha);
                case "leakyrelu" -> new LeakyRelu(alpha);
                case "hardsigmoid" -> new HardSigmoid(alpha, beta);
                default -> throw new IllegalStateException(name);
            };
        }

        private static Value times(FunctionBuilder b, Value x, double factor) {
            return OnnxBuild.apply(b, new Mul(), x, OnnxBuild.scalar(b, x.type().dtype(), factor));
        }

        private static Value plus(FunctionBuilder b, Value x, double term) {
            return OnnxBuild.apply(b, new Add(), x, OnnxBuild.scalar(b, x.type().dtype(), term));
        }
    }

    /**
     * The functions of each direction.
     *
     * @param defaults the operator's own for one direction
     */
    static List<OnnxActivations> of(OnnxCall call, List<String> defaults, int directions) {
        Optional<Double> clip =
                call.hasAttribute("clip") ? Optional.of(call.real("clip", 0)) : Optional.empty();
        var names = new ArrayList<String>();
        for (int i = 0; i < directions; i++) {
            names.addAll(defaults);
        }
        var given = call.texts("activations").filter(list -> !list.isEmpty()).orElse(names);
        if (given.size() != names.size()) {
            throw OnnxProblem.invalid(given.size() + " activations, expected " + names.size());
        }
        var alphas = call.reals("activation_alpha").orElse(List.of()).iterator();
        var betas = call.reals("activation_beta").orElse(List.of()).iterator();
        var all = new ArrayList<OnnxActivations>();
        var own = new ArrayList<Activation>();
        for (var name : given) {
            var one = Activation.of(name);
            double alpha = one.parameters() > 0 && alphas.hasNext() ? alphas.next() : one.alpha();
            double beta = one.parameters() > 1 && betas.hasNext() ? betas.next() : one.beta();
            own.add(new Activation(one.name(), alpha, beta));
            if (own.size() == defaults.size()) {
                all.add(new OnnxActivations(List.copyOf(own), clip));
                own.clear();
            }
        }
        return all;
    }

    /** Are these an operator's own, without a bound? */
    boolean isDefault(List<String> names) {
        return clip.isEmpty() && functions.equals(names.stream().map(Activation::of).toList());
    }

    Value apply(FunctionBuilder builder, int function, Value x) {
        if (clip.isEmpty()) {
            return functions.get(function).apply(builder, x);
        }
        var type = x.type().dtype();
        var low = OnnxBuild.scalar(builder, type, -clip.get());
        var high = OnnxBuild.scalar(builder, type, clip.get());
        var clipped = OnnxBuild.apply(builder, new Clip(), x, low, high);
        return functions.get(function).apply(builder, clipped);
    }
}
