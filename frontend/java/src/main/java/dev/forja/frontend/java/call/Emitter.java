package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Adds operators to the function under construction. */
public final class Emitter {
    private FunctionBuilder builder;
    private final Map<Datum.Weight, Value> weights = new IdentityHashMap<>();
    private int streams;

    public Emitter(FunctionBuilder builder) {
        this.builder = builder;
    }

    /** Says which parameter of the function holds a weight. */
    public void bind(Datum.Weight weight, Value value) {
        weights.put(weight, value);
    }

    /** Puts operators into another function from here on; gives the one so far. */
    public FunctionBuilder into(FunctionBuilder next) {
        var outer = builder;
        builder = next;
        return outer;
    }

    public FunctionBuilder builder() {
        return builder;
    }

    /** The value of a tensor. */
    public Value value(Datum tensor) {
        return switch (tensor) {
            case Datum.Tensor(var value) -> value;
            case Datum.Weight weight -> weights.get(weight);
            default -> throw new IllegalArgumentException("no tensor: " + tensor.describe());
        };
    }

    /** A number for a source of random numbers of its own. */
    int nextStream() {
        return streams++;
    }

    /** Applies an operator; an elementwise one broadcasts its operands. */
    Datum apply(CallSite site, TensorOp op, List<Value> operands) {
        return new Datum.Tensor(node(site, op, operands, site.resultName()));
    }

    /** Applies an operator whose result isn't that of the call. */
    Value inner(CallSite site, TensorOp op, Value... operands) {
        return node(site, op, List.of(operands), null);
    }

    private Value node(CallSite site, TensorOp op, List<Value> operands, String name) {
        builder.at(site.at());
        try {
            var spread = op instanceof ElementwiseOp ? spread(site, operands) : operands;
            if (name != null) {
                builder.named(name);
            }
            var result = builder.node(op, spread).results().getFirst();
            Elements.require(result.type().shape(), site.name(), site.at());
            return result;
        } catch (TypeException e) {
            throw problem(site, e.at(site.at()));
        } catch (CompileException e) {
            throw problem(site, e.diagnostics().getFirst());
        }
    }

    private List<Value> spread(CallSite site, List<Value> operands) {
        var shapes = operands.stream().map(value -> value.type().shape()).toList();
        var shape = Broadcasting.commonShape(site.name(), shapes);
        return operands.stream().map(value -> Broadcasting.to(builder, value, shape)).toList();
    }

    /** A diagnostic of type inference under the name that the source uses. */
    static Problem problem(CallSite site, Diagnostic d) {
        return new Problem(
                new Diagnostic(
                        site.at(), site.name(), d.message(), d.expected(), d.found(), d.hint()));
    }

    /** The value repeated to a shape. */
    Datum broadcast(CallSite site, Value value, Shape shape) {
        builder.at(site.at());
        if (site.resultName() != null && !value.type().shape().equals(shape)) {
            builder.named(site.resultName());
        }
        return new Datum.Tensor(Broadcasting.to(builder, value, shape));
    }

    /** A rank-0 constant. */
    Value number(CallSite site, DType type, double value) {
        builder.at(site.at());
        return Emit.fill(builder, TensorType.scalar(type), value);
    }

    /** A size as a rank-0 number. */
    Value size(CallSite site, Dim dim, DType type) {
        builder.at(site.at());
        return Emit.dim(builder, dim, type);
    }
}
