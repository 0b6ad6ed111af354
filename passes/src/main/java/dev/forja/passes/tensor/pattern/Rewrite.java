package dev.forja.passes.tensor.pattern;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.HoldsNumbers;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Builds what replaces a match: names what was captured, adds operators. */
public final class Rewrite {
    private final FunctionBuilder builder;
    private final Map<Value, Value> values;
    private final Node root;
    private final Match match;

    /**
     * @param values what stands in the builder's function for the values of the old one
     */
    public Rewrite(FunctionBuilder builder, Map<Value, Value> values, Node root, Match match) {
        this.builder = builder;
        this.values = values;
        this.root = root;
        this.match = match;
    }

    public FunctionBuilder builder() {
        return builder;
    }

    /** The type of what is replaced. */
    public TensorType type() {
        return root.result().type();
    }

    public Value value(String name) {
        return values.get(old(name));
    }

    private Value old(String name) {
        return (Value) match.captured().get(name);
    }

    public boolean has(String name) {
        return match.captured().containsKey(name);
    }

    public double number(String name) {
        return (Double) match.captured().get(name);
    }

    /** A number that one of several forms has. */
    public double number(String name, double otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    @SuppressWarnings("unchecked")
    public List<Integer> axes(String name) {
        return (List<Integer>) match.captured().get(name);
    }

    /** An operator that was captured. */
    public <T extends TensorOp> T op(String name, Class<T> type) {
        return type.cast(match.captured().get(name));
    }

    public Value add(TensorOp op, Value... operands) {
        return builder.add(op, operands);
    }

    /** The last operator, whose result has the name of what it replaces. */
    public Optional<Value> result(TensorOp op, Value... operands) {
        builder.named(root.result().name());
        return Optional.of(builder.add(op, operands));
    }

    /**
     * A captured value along some of its axes alone, where it is the same along all others; empty
     * where it isn't.
     */
    public Optional<Value> along(String name, List<Integer> axes) {
        var whole = old(name);
        var shape = new Shape(axes.stream().map(whole.type().shape()::dim).toList());
        var type = whole.type().withShape(shape);
        var node = whole.definition();
        if (node != null
                && node.op() instanceof HoldsNumbers numbers
                && numbers.number().isPresent()) {
            return Optional.of(Emit.fill(builder, type, numbers.number().get()));
        }
        boolean isRepeated = node != null && node.op() instanceof Broadcast;
        var source = isRepeated ? node.operands().getFirst() : whole;
        var onto =
                isRepeated
                        ? ((Broadcast) node.op()).axes()
                        : IntStream.range(0, whole.type().rank()).boxed().toList();
        var kept = new ArrayList<Integer>();
        var dims = new ArrayList<Dim>();
        for (int i = 0; i < onto.size(); i++) {
            var dim = source.type().shape().dim(i);
            int at = axes.indexOf(onto.get(i));
            if (at >= 0) {
                kept.add(at);
                dims.add(dim);
            } else if (!dim.isConstant(1)) {
                return Optional.empty();
            }
        }
        if (!kept.equals(kept.stream().sorted().toList())) {
            return Optional.empty();
        }
        var small = Emit.reshape(builder, values.get(source), new Shape(dims));
        return Optional.of(
                small.type().equals(type) ? small : builder.add(new Broadcast(shape, kept), small));
    }
}
