package dev.forja.ir.content;

import dev.forja.ir.data.Content;
import dev.forja.ir.data.Element;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about the results of a node, from what is known about its operands: every operator
 * by its own definition, on elements that are numbers, symbolic dimensions or unknown.
 */
public final class ContentEvaluator {
    /** Kernels with more points than this are left to run time. */
    static final long WORK = 1 << 18;

    private ContentEvaluator() {}

    /**
     * Content of the results of a node.
     *
     * @param operands what is known of each operand; null where that is nothing
     * @return one per result; null where nothing is known
     */
    public static List<Content> evaluate(Node node, List<Content> operands) {
        boolean isHopeless =
                !node.operands().isEmpty() && operands.stream().allMatch(c -> c == null);
        boolean isTracked = node.results().stream().allMatch(r -> Content.tracks(r.type()));
        if (isHopeless || !isTracked) {
            return nothing(node);
        }
        return switch (node.op()) {
            case StructuredOp op when op.isView() ->
                    Collections.singletonList(
                            operands.getFirst().withShape(node.result().type().shape()));
            case ElementwiseOp op -> Collections.singletonList(elementwise(op, node, operands));
            case StructuredOp op -> Collections.singletonList(structured(op, node, operands));
            case CompositeOp op -> composite(op, node, operands);
            case OpaqueOp _ -> nothing(node);
        };
    }

    private static List<Content> nothing(Node node) {
        return Collections.nCopies(node.results().size(), null);
    }

    private static Content elementwise(ElementwiseOp op, Node node, List<Content> operands) {
        var types = node.operands().stream().map(value -> value.type().dtype()).toList();
        var formula = op.formula(types);
        if (operands.contains(null) && !decidesByOne(formula)) {
            return null;
        }
        int size = Math.toIntExact(node.result().type().shape().size().constant());
        var elements = new ArrayList<Element>(size);
        for (int i = 0; i < size; i++) {
            int position = i;
            var leaves =
                    new ElementExpr.Leaves() {
                        @Override
                        public Element arg(int index) {
                            var content = operands.get(index);
                            return content == null ? null : content.elements().get(position);
                        }
                    };
            elements.add(new ElementExpr(leaves).value(formula));
        }
        return known(new Content(node.result().type(), elements));
    }

    /** Can the formula have a value when one of its operands has none? */
    private static boolean decidesByOne(ScalarExpr formula) {
        return formula instanceof ScalarExpr.Call(var fn, var args, _)
                && (fn == ScalarFn.WHERE
                        || fn == ScalarFn.AND
                        || fn == ScalarFn.OR
                        || args.stream().anyMatch(ContentEvaluator::decidesByOne));
    }

    private static Content structured(StructuredOp op, Node node, List<Content> operands) {
        var types = node.operands().stream().map(Value::type).toList();
        var result = node.result().type();
        var kernels = op.kernels(types, result, Location.UNKNOWN);
        if (kernels.stream().anyMatch(kernel -> !ContentKernel.canRun(kernel, operands))) {
            return null;
        }
        int size = Math.toIntExact(result.shape().size().constant());
        var elements = new ArrayList<Element>(Collections.nCopies(size, null));
        for (var kernel : kernels) {
            if (!new ContentKernel(kernel, operands).run(elements)) {
                return null;
            }
        }
        return known(new Content(result, elements));
    }

    private static List<Content> composite(CompositeOp op, Node node, List<Content> operands) {
        var builder = new FunctionBuilder(op.mnemonic());
        Map<Value, Content> contents = new HashMap<>();
        var params = new ArrayList<Value>();
        for (int i = 0; i < operands.size(); i++) {
            var operand = node.operands().get(i);
            var param =
                    builder.param(operand.name(), operand.type(), Role.INPUT, operand.location());
            params.add(param);
            contents.put(param, operands.get(i));
        }
        op.decompose(builder, params).forEach(result -> builder.output("result", result));
        var function = builder.build();
        function.nodes().forEach(inner -> record(inner, contents));
        return function.results().stream().map(result -> contents.get(result.value())).toList();
    }

    /** Adds what is known about the results of a node to what is known about values. */
    public static void record(Node node, Map<Value, Content> contents) {
        var operands = new ArrayList<Content>();
        node.operands().forEach(operand -> operands.add(contents.get(operand)));
        var results = evaluate(node, operands);
        for (int i = 0; i < results.size(); i++) {
            contents.put(node.results().get(i), results.get(i));
        }
    }

    /** Null instead of content without one known element. */
    private static Content known(Content content) {
        boolean isEmpty = content.elements().isEmpty();
        return isEmpty || content.elements().stream().anyMatch(e -> e != null) ? content : null;
    }
}
