package dev.forja.frontend.onnx.export;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes an elementwise operator as the operators that its formula consists of. */
final class FormulaWriter {
    private final ElementwiseOp op;
    private final NodeTarget target;
    private final Map<ScalarExpr, Name> done = new IdentityHashMap<>();

    FormulaWriter(ElementwiseOp op, NodeTarget target) {
        this.op = op;
        this.target = target;
    }

    Name write() {
        return name(op.formula(target.types().stream().map(TensorType::dtype).toList()));
    }

    private Name name(ScalarExpr expr) {
        var known = done.get(expr);
        if (known == null) {
            known = written(expr);
            done.put(expr, known);
        }
        return known;
    }

    private Name written(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Arg(int index, _) -> target.operand(index);
            case ScalarExpr.Const(var type, var value) ->
                    (Name) target.constant(Tensor.ofNumbers(TensorType.scalar(type), _ -> value));
            case ScalarExpr.Convert(var operand, var type) ->
                    (Name) target.convert(name(operand), operand.type(), type);
            case ScalarExpr.Call(var fn, var args, var type) when fn == ScalarFn.FMA ->
                    call(ScalarFn.ADD, List.of(product(args, type), name(args.get(2))), type);
            case ScalarExpr.Call(var fn, var args, var type) ->
                    call(fn, args.stream().map(this::name).toList(), args.getFirst().type(), type);
            case ScalarExpr.DimValue _,
                    ScalarExpr.Index _,
                    ScalarExpr.Load _,
                    ScalarExpr.Acc _,
                    ScalarExpr.Bitcast _ ->
                    throw OnnxProblem.unsupported("its formula has no ONNX counterpart");
        };
    }

    private Name product(List<ScalarExpr> args, DType type) {
        return call(ScalarFn.MUL, List.of(name(args.get(0)), name(args.get(1))), type);
    }

    private Name call(ScalarFn fn, List<Name> args, DType type) {
        return call(fn, args, type, type);
    }

    private Name call(ScalarFn fn, List<Name> args, DType first, DType result) {
        var plain = OpCatalog.elementwiseOf(fn, first);
        if (plain == null || plain.equals(op)) {
            throw OnnxProblem.unsupported("it has no ONNX counterpart");
        }
        var shape = target.resultType(0).shape();
        var types = args.stream().map(_ -> new TensorType(first, shape)).toList();
        var inner =
                new NodeTarget(
                        target.written(),
                        target.graph(),
                        target.title(),
                        args,
                        types,
                        List.of(new TensorType(result, shape)));
        return FunctionWriter.operator(plain, inner).getFirst();
    }
}
