package dev.forja.ir.op.create;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** A dimension as a number. */
public record DimSize(Dim dim, DType type) implements StructuredOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A dimension as a number.",
                "dim",
                List.of(),
                List.of(OpDoc.OnnxName.since("Shape", 1)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 0);
        return List.of(TensorType.scalar(type));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        return List.of(
                Kernels.map(this, operands, result, new ScalarExpr.DimValue(dim, type), location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it has no operands");
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new DimSize(Dim.of(12), DType.F32)));
    }
}
