package dev.forja.ir.op.reduce;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.LessEqual;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Running sums along an axis. Exclusive: without the element itself; reverse: from the end. */
public record CumSum(int axis, boolean exclusive, boolean reverse) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Running sums along an axis",
                "y[i] = sum over j <= i of x[j]",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("CumSum", 11, OnnxImport.one(CumSum::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Operands.axis(this, axis, operands.getFirst().rank());
        return operands;
    }

    /** The sum of a row of the elements up to each position, the others masked. */
    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        int rank = x.type().rank();
        int at = Operands.axis(this, axis, rank);
        var dims = new ArrayList<>(x.type().shape().dims());
        dims.add(dims.get(at));
        var wide = new Shape(dims);
        var onto = IntStream.range(0, rank).map(i -> i == at ? rank : i).boxed().toList();
        var spread = builder.add(new Broadcast(wide, onto), x);
        var to = builder.add(new Iota(DType.I32, wide, at));
        var from = builder.add(new Iota(DType.I32, wide, rank));
        var first = reverse ? to : from;
        var second = reverse ? from : to;
        var counts = builder.add(exclusive ? new Less() : new LessEqual(), first, second);
        var zero = Emit.fill(builder, spread.type(), 0);
        var masked = builder.add(new Where(), counts, spread, zero);
        return List.of(builder.add(new ReduceSum(List.of(rank), false), masked));
    }

    private static Value fromOnnx(OnnxCall call) {
        int axis = OnnxCall.axis((long) call.number(1), call.type(0).rank());
        var op = new CumSum(axis, call.flag("exclusive", false), call.flag("reverse", false));
        return call.builder().add(op, call.operand(0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new CumSum(1, false, false), "f32[n, 5]"),
                Sample.of(new CumSum(0, true, true), "f32[n, 2]"),
                Sample.of(new CumSum(0, true, false), "i64[4]"),
                Sample.of(new CumSum(-1, false, true), "f64[2, 3]"));
    }
}
