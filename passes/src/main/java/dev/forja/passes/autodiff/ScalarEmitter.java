package dev.forja.passes.autodiff;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.math.Bitcast;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes a scalar formula as elementwise operators over tensors of one shape. */
final class ScalarEmitter {
    private final FunctionBuilder builder;
    private final List<Value> args;
    private final Shape shape;
    private final Map<ScalarExpr, Value> known = new IdentityHashMap<>();

    ScalarEmitter(FunctionBuilder builder, List<Value> args, Shape shape) {
        this.builder = builder;
        this.args = args;
        this.shape = shape;
    }

    Value emit(ScalarExpr expr) {
        var done = known.get(expr);
        if (done == null) {
            done = build(expr);
            known.put(expr, done);
        }
        return done;
    }

    private Value build(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Const(var type, var value) ->
                    Emit.fill(builder, new TensorType(type, shape), value.doubleValue());
            case ScalarExpr.DimValue(var dim, var type) ->
                    Emit.spread(builder, Emit.dim(builder, dim, type), shape);
            case ScalarExpr.Arg(var index, _) -> args.get(index);
            case ScalarExpr.Convert(var operand, var type) ->
                    builder.add(new Convert(type), emit(operand));
            case ScalarExpr.Bitcast(var operand, var type) ->
                    builder.add(new Bitcast(type), emit(operand));
            case ScalarExpr.Call(var fn, var operands, _) -> {
                var values = operands.stream().map(this::emit).toList();
                if (fn == ScalarFn.FMA) {
                    var product = call(ScalarFn.MUL, operands.getFirst(), values.subList(0, 2));
                    yield call(ScalarFn.ADD, operands.getFirst(), List.of(product, values.get(2)));
                }
                yield call(fn, operands.getFirst(), values);
            }
            case ScalarExpr.Index _, ScalarExpr.Load _, ScalarExpr.Acc _ ->
                    throw new IllegalArgumentException("not part of a formula: " + expr);
        };
    }

    private Value call(ScalarFn fn, ScalarExpr first, List<Value> values) {
        return builder.node(OpCatalog.elementwiseOf(fn, first.type()), values).result();
    }
}
