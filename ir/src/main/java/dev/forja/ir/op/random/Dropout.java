package dev.forja.ir.op.random;

import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.SeededInTraining;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Drops elements at random while training (Srivastava and others 2014); in evaluation it is the
 * identity.
 */
public record Dropout(double rate, int stream) implements SeededInTraining {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Drops elements at random while training.",
                "x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Dropout", 1, Dropout::fromOnnx)));
    }

    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new TypeException("dropout", "rate out of range", "0 <= rate < 1", rate + "", "");
        }
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Operands.require(
                this,
                operands.getFirst().dtype() == DType.F32,
                "element type",
                "f32",
                operands.getFirst());
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        return operands;
    }

    /** Inference alone: nothing is dropped. */
    private static List<Value> fromOnnx(OnnxCall call) {
        if (call.has(2) && call.number(2) != 0) {
            throw OnnxProblem.unsupported("dropout in training mode");
        }
        var x = call.operand(0);
        if (!call.wants(1)) {
            return List.of(x);
        }
        var type = call.version() < 10 ? x.type().dtype() : DType.BOOL;
        return List.of(x, call.builder().add(new Fill(type, x.type().shape(), 1)));
    }

    @Override
    public TensorOp seeded(int stream) {
        return new SeededDropout(rate, stream);
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new Dropout(0.5, 1), "f32[n, 5]"));
    }
}
