package dev.forja.test.docs;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.scalar.MathAccuracy;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The functions with a stated error that an operator's kernels call. */
final class Accuracy {
    private final Set<ScalarFn> functions = new TreeSet<>();
    private final Set<ScalarExpr> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Accuracy() {}

    /** In words; empty for an operator without such a function. */
    static Optional<String> of(List<Sample> samples) {
        var accuracy = new Accuracy();
        for (var sample : samples) {
            var builder = new FunctionBuilder(sample.op().mnemonic());
            var operands = new ArrayList<Value>();
            for (var type : sample.operands()) {
                operands.add(
                        builder.param("x" + operands.size(), type, Role.INPUT, Location.UNKNOWN));
            }
            builder.node(sample.op(), operands)
                    .results()
                    .forEach(result -> builder.output("y", result));
            builder.build().nodes().forEach(accuracy::add);
        }
        var stated =
                accuracy.functions.stream()
                        .filter(MathAccuracy.MAX_ULP::containsKey)
                        .map(fn -> fn.text() + " " + MathAccuracy.MAX_ULP.get(fn))
                        .collect(Collectors.joining(", "));
        return stated.isEmpty() ? Optional.empty() : Optional.of(stated);
    }

    private void add(Node node) {
        var types = node.operands().stream().map(Value::type).toList();
        switch (node.op()) {
            case ElementwiseOp op -> add(op.formula(types.stream().map(t -> t.dtype()).toList()));
            case StructuredOp op ->
                    op.kernels(types, node.result().type(), Location.UNKNOWN)
                            .forEach(kernel -> {
                                add(kernel.body());
                                add(kernel.epilogue());
                            });
            case CompositeOp op -> {
                var builder = new FunctionBuilder(op.mnemonic());
                var params = new ArrayList<Value>();
                for (var type : types) {
                    params.add(
                            builder.param("x" + params.size(), type, Role.INPUT, Location.UNKNOWN));
                }
                op.decompose(builder, params).forEach(result -> builder.output("y", result));
                builder.build().nodes().forEach(this::add);
            }
            case OpaqueOp _ -> {
                // Regions are the user's.
            }
        }
    }

    private void add(ScalarExpr expr) {
        if (!seen.add(expr)) {
            return;
        }
        if (expr instanceof ScalarExpr.Call(var fn, _, _)) {
            functions.add(fn);
        }
        expr.children().forEach(this::add);
    }
}
