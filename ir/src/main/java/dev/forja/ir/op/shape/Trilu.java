package dev.forja.ir.op.shape;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.GreaterEqual;
import dev.forja.ir.op.math.LessEqual;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** A triangle of each matrix; zero elsewhere. The k-th diagonal belongs to it. */
public record Trilu(boolean upper, int k) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A triangle of each matrix; zero elsewhere.",
                "upper: j - i >= k ? x : 0, lower: j - i <= k ? x : 0",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Trilu", 14, OnnxImport.one(Trilu::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, x.rank() >= 2, "rank", "2 or more", x);
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        int rank = x.type().rank();
        var dims = x.type().shape().dims();
        var shape = new Shape(dims.subList(rank - 2, rank));
        var rows = builder.add(new Iota(DType.I64, shape, 0));
        var columns = builder.add(new Iota(DType.I64, shape, 1));
        var diagonal = builder.add(new Sub(), columns, rows);
        var bound = builder.add(new Fill(DType.I64, shape, k));
        var holds =
                upper
                        ? builder.add(new GreaterEqual(), diagonal, bound)
                        : builder.add(new LessEqual(), diagonal, bound);
        var mask = Broadcasting.to(builder, holds, x.type().shape());
        return List.of(builder.add(new Where(), mask, x, Emit.fill(builder, x.type(), 0)));
    }

    private static Value fromOnnx(OnnxCall call) {
        long diagonal = call.has(1) ? (long) call.number(1) : 0;
        int k = (int) Math.clamp(diagonal, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        return call.builder().add(new Trilu(call.flag("upper", true), k), call.operand(0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Trilu(true, 0), "f32[n, 5]"),
                Sample.of(new Trilu(false, -1), "f32[2, 4, n]"),
                Sample.of(new Trilu(true, 1), "i64[3, 3]"));
    }
}
