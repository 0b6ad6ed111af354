package dev.forja.passes.autodiff;

import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.scalar.ScalarDerivative;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reverse-mode differentiation. Cotangents are built out of the same operators as everything else,
 * so the derivative of a derivative is this pass run on its own result. Zero cotangents are not
 * built; sums run in a fixed order.
 */
public final class Autodiff {
    private final FunctionBuilder builder;
    private final Map<Value, Value> cotangents = new LinkedHashMap<>();
    private final Set<Value> active;

    private Autodiff(FunctionBuilder builder, Set<Value> active) {
        this.builder = builder;
        this.active = active;
    }

    /**
     * The function with the gradients of one of its outputs as further outputs, named {@code
     * d_<value>}.
     *
     * @param output position among the function's results; a floating-point scalar
     * @param wrt parameters of the function
     */
    public static Function gradient(Function original, int output, List<Value> wrt) {
        var function = prepare(original);
        var builder = new FunctionBuilder(function.name());
        var values = new HashMap<Value, Value>();
        for (int i = 0; i < function.params().size(); i++) {
            var param = builder.param(function, function.params().get(i));
            values.put(function.params().get(i), param);
            values.put(original.params().get(i), param);
        }
        builder.inline(function, values);
        for (var result : function.results()) {
            builder.output(result.name(), values.get(result.value()));
        }
        var loss = values.get(function.results().get(output).value());
        var targets = wrt.stream().map(values::get).toList();
        var gradients = cotangents(builder, loss, targets);
        for (int i = 0; i < targets.size(); i++) {
            builder.output("d_" + targets.get(i).name(), gradients.get(i));
        }
        return builder.build();
    }

    /** Makes a function ready for {@link #cotangents}: loops save what their way back reads. */
    public static Function prepare(Function function) {
        return SaveForBackward.of(function);
    }

    /**
     * Builds the gradients of a scalar by some values in the same function, that was prepared.
     *
     * @return one per value, zeros where the scalar doesn't depend on it
     * @throws CompileException when the way from a value to the scalar leads through something not
     *     differentiable
     */
    public static List<Value> cotangents(FunctionBuilder builder, Value scalar, List<Value> wrt) {
        if (scalar.type().rank() != 0 || !scalar.type().dtype().isFloat()) {
            throw new CompileException(
                    List.of(
                            new Diagnostic(
                                    scalar.location(),
                                    "gradient",
                                    "only a scalar can be differentiated",
                                    "f32[] or f64[]",
                                    scalar.type().toString(),
                                    "reduce it with mean() or sum()")));
        }
        var nodes = builder.build().nodes();
        var active = active(nodes, wrt);
        var pass = new Autodiff(builder, active);
        if (active.contains(scalar)) {
            pass.cotangents.put(scalar, builder.named("d_" + scalar.name()).add(one(scalar)));
        }
        pass.back(nodes);
        return wrt.stream().map(pass::cotangentOf).toList();
    }

    /**
     * Builds the cotangents of some values out of the cotangents of others.
     *
     * @param seeds given cotangents by value
     * @return one per value, null where nothing flows back to it
     */
    static List<Value> pullBack(
            FunctionBuilder builder, Map<Value, List<Value>> seeds, List<Value> wrt) {
        var nodes = builder.build().nodes();
        var pass = new Autodiff(builder, active(nodes, wrt));
        seeds.forEach((value, cotangents) -> {
            if (pass.active.contains(value)) {
                cotangents.forEach(cotangent -> pass.accumulate(value, cotangent));
            }
        });
        pass.back(nodes);
        return wrt.stream().map(pass.cotangents::get).toList();
    }

    private static Fill one(Value scalar) {
        return new Fill(scalar.type().dtype(), scalar.type().shape(), 1);
    }

    private Value cotangentOf(Value value) {
        var cotangent = cotangents.get(value);
        return cotangent == null ? Emit.fill(builder, value.type(), 0) : cotangent;
    }

    /** The floating-point values that depend on one of the given values. */
    private static Set<Value> active(List<Node> nodes, Collection<Value> wrt) {
        var active = new HashSet<Value>(wrt);
        for (var node : nodes) {
            if (node.operands().stream().anyMatch(active::contains)) {
                node.results().stream()
                        .filter(v -> v.type().dtype().isFloat())
                        .forEach(active::add);
            }
        }
        return active;
    }

    private void back(List<Node> nodes) {
        for (var node : nodes.reversed()) {
            var results = node.results().stream().map(cotangents::get).toList();
            if (results.stream().allMatch(Objects::isNull)
                    || node.operands().stream().noneMatch(active::contains)) {
                continue;
            }
            builder.at(node.location());
            var operands = differentiate(node, new ArrayList<>(results));
            for (int i = 0; i < operands.size(); i++) {
                if (operands.get(i) != null && active.contains(node.operands().get(i))) {
                    accumulate(node.operands().get(i), operands.get(i));
                }
            }
        }
    }

    private void accumulate(Value value, Value cotangent) {
        var old = cotangents.get(value);
        cotangents.put(
                value,
                old == null
                        ? cotangent
                        : builder.named("d_" + value.name()).add(new Add(), old, cotangent));
    }

    private List<Value> differentiate(Node node, List<Value> cotangents) {
        return switch (node.op().gradient()) {
            case Gradient.OfFormula _ -> byFormula(node, cotangents.getFirst());
            case Gradient.OfDecomposition _ -> byDecomposition(node, cotangents);
            case Gradient.ByRule(var rule) ->
                    rule.cotangents(
                            new Gradient.Request(
                                    builder, node.operands(), node.results(), cotangents));
            case Gradient.ThroughRegions _ ->
                    node.op() instanceof Scan
                            ? ScanGradient.of(builder, node, cotangents, active)
                            : BranchGradient.of(builder, node, cotangents, active);
            case Gradient.None(var reason) ->
                    throw new CompileException(
                            List.of(
                                    new Diagnostic(
                                            node.location(),
                                            node.op().mnemonic(),
                                            "the loss can't be differentiated through it: "
                                                    + reason,
                                            "differentiable operators between the parameters and the loss",
                                            node.op().mnemonic()
                                                    + " of "
                                                    + node.operands().getFirst(),
                                            "compute it outside the loss, or use a differentiable operator")));
        };
    }

    private List<Value> byFormula(Node node, Value cotangent) {
        var formula =
                ((ElementwiseOp) node.op())
                        .formula(
                                node.operands().stream()
                                        .map(value -> value.type().dtype())
                                        .toList());
        var emitter = new ScalarEmitter(builder, node.operands(), node.result().type().shape());
        var gradients = new Value[node.operands().size()];
        for (int i = 0; i < gradients.length; i++) {
            var operand = node.operands().get(i);
            if (!active.contains(operand)) {
                continue;
            }
            var derivative = ScalarDerivative.of(formula, i);
            var name = "d_" + operand.name();
            if (derivative instanceof ScalarExpr.Const(_, var number)
                    && number.doubleValue() == 0) {
                continue;
            }
            boolean isOne =
                    derivative instanceof ScalarExpr.Const(_, var number)
                            && number.doubleValue() == 1;
            var product = cotangent;
            if (!isOne) {
                var local = emitter.emit(derivative);
                product = builder.named(name).add(new Mul(), cotangent, local);
            }
            gradients[i] = converted(product, operand.type().dtype());
        }
        return Arrays.asList(gradients);
    }

    /** A formula that converts has a derivative of its result's type, not of its operand's. */
    private Value converted(Value value, DType type) {
        return value.type().dtype() == type ? value : builder.add(new Convert(type), value);
    }

    /** The decomposition is built next to the composite, and the cotangents go back through it. */
    private List<Value> byDecomposition(Node node, List<Value> cotangents) {
        var op = (CompositeOp) node.op();
        var inner = new FunctionBuilder(op.mnemonic());
        var params = new ArrayList<Value>();
        for (var operand : node.operands()) {
            params.add(inner.param(operand.name(), operand.type(), Role.INPUT, operand.location()));
        }
        inner.at(node.location());
        op.decompose(inner, params).forEach(result -> inner.output(op.mnemonic(), result));
        var body = prepare(inner.build());
        var results = body.outputs();
        var values = new HashMap<Value, Value>();
        for (int i = 0; i < params.size(); i++) {
            values.put(body.params().get(i), node.operands().get(i));
        }
        // Where operands are one value, nodes of the body become one: each goes back once.
        var distinct = new LinkedHashSet<Node>();
        for (var innerNode : body.nodes()) {
            distinct.add(builder.copy(innerNode, values));
        }
        var copies = List.copyOf(distinct);
        var wanted = node.operands().stream().filter(active::contains).toList();
        var nested = new Autodiff(builder, active(copies, wanted));
        for (int i = 0; i < results.size(); i++) {
            if (cotangents.get(i) != null) {
                nested.accumulate(values.get(results.get(i)), cotangents.get(i));
            }
        }
        nested.back(copies);
        // A value that is an operand twice has the sum of both cotangents already.
        return node.operands().stream().map(nested.cotangents::remove).toList();
    }
}
