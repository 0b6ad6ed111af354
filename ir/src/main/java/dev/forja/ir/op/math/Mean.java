package dev.forja.ir.op.math;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Mean of any number of tensors of one shape. */
public record Mean() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Mean of any number of tensors of one shape.",
                "(x0 + x1 + ..) / count",
                List.of("x..."),
                List.of(OpDoc.OnnxName.since("Mean", 1, OnnxImport.one(Mean::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(this, !operands.isEmpty(), "operands", "at least one", "none");
        Operands.sameShape(this, operands);
        return List.of(operands.getFirst());
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var sum = operands.getFirst();
        for (var operand : operands.subList(1, operands.size())) {
            sum = builder.add(new Add(), sum, operand);
        }
        return List.of(
                builder.add(new Div(), sum, Emit.fill(builder, sum.type(), operands.size())));
    }

    private static Value fromOnnx(OnnxCall call) {
        var shapes = call.allOperands().stream().map(x -> x.type().shape()).toList();
        var shape = Broadcasting.commonShape("mean", shapes);
        var operands =
                call.allOperands().stream()
                        .map(x -> Broadcasting.to(call.builder(), x, shape))
                        .toList();
        return call.builder().node(new Mean(), operands).result();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Mean(), "f32[n, 5]", "f32[n, 5]", "f32[n, 5]"),
                Sample.of(new Mean(), "f64[4]"));
    }
}
