package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.kernel.KernelNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Drops axes of extent 1 and tensor dimensions of size 1 from a kernel, so that kernels which
 * differ in such dimensions alone compose, whatever was squeezed or expanded between them.
 */
final class SqueezeUnitAxes {
    private SqueezeUnitAxes() {}

    static KernelNode of(KernelNode node) {
        return new KernelNode(of(node.kernel()), node.operands(), node.result());
    }

    static Kernel of(Kernel kernel) {
        var kept = new ArrayList<Axis>();
        var to = new HashMap<Integer, Integer>();
        for (int axis = 0; axis < kernel.axes().size(); axis++) {
            if (!kernel.axes().get(axis).extent().isConstant(1)) {
                to.put(axis, kept.size());
                kept.add(kernel.axes().get(axis));
            }
        }
        var axes = AxisSubstitution.renumber(kernel.axes().size(), to);
        var shapes = kernel.operands().stream().map(operand -> operand.type().shape()).toList();
        UnaryOperator<ScalarExpr> loads = load -> squeeze((ScalarExpr.Load) load, shapes);
        var body = axes.apply(kernel.body(), loads);
        var epilogue = axes.apply(kernel.epilogue(), loads);
        boolean isReduction = kept.stream().anyMatch(Axis::isReduction);
        var combiner = isReduction ? kernel.combiner() : Combiner.NONE;
        if (!isReduction) {
            body = withoutReduction(kernel, body, epilogue);
            epilogue = new ScalarExpr.Acc(body.type());
        }
        var store =
                squeezeIndex(
                        kernel.store().stream().map(index -> axes.apply(index, loads)).toList(),
                        kernel.result().shape());
        return new Kernel(
                kernel.name(),
                kept,
                kernel.operands().stream()
                        .map(o -> new Operand(o.name(), squeeze(o.type())))
                        .toList(),
                squeeze(kernel.result()),
                store,
                kernel.accumulates(),
                body,
                combiner,
                kernel.order(),
                epilogue,
                kernel.location());
    }

    /** What a reduction over nothing but unit axes comes to: its body, or position 0. */
    private static ScalarExpr withoutReduction(
            Kernel kernel, ScalarExpr body, ScalarExpr epilogue) {
        var value =
                switch (kernel.combiner()) {
                    case ARGMAX, ARGMIN -> ScalarExpr.constant(accType(epilogue, kernel), 0L);
                    case NONE, SUM, PROD, MAX, MIN -> body;
                };
        return epilogue.rewrite(node -> node instanceof ScalarExpr.Acc ? value : node);
    }

    private static DType accType(ScalarExpr epilogue, Kernel kernel) {
        return epilogue instanceof ScalarExpr.Acc(var type) ? type : kernel.result().dtype();
    }

    private static ScalarExpr squeeze(ScalarExpr.Load load, List<Shape> shapes) {
        var access = load.access();
        var index = squeezeIndex(access.index(), shapes.get(access.operand()));
        return new ScalarExpr.Load(
                new Access(access.operand(), index, access.guards(), access.otherwise()),
                load.type());
    }

    private static List<IndexExpr> squeezeIndex(List<IndexExpr> index, Shape shape) {
        var kept = new ArrayList<IndexExpr>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!shape.dim(axis).isConstant(1)) {
                kept.add(index.get(axis));
            }
        }
        return kept;
    }

    private static TensorType squeeze(TensorType type) {
        return type.withShape(
                new Shape(type.shape().dims().stream().filter(dim -> !dim.isConstant(1)).toList()));
    }
}
