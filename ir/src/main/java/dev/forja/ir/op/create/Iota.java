package dev.forja.ir.op.create;

import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.RepeatsElements;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The position on an axis. */
public record Iota(DType type, Shape shape, int axis) implements StructuredOp, RepeatsElements {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The position on an axis.",
                "result[.., i, ..] = i",
                List.of(),
                List.of(OpDoc.OnnxName.since("Range", 11, OnnxImport.one(Iota::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 0);
        Operands.axis(this, axis, shape.rank());
        return List.of(new TensorType(type, shape));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        return List.of(
                Kernels.map(this, operands, result, new ScalarExpr.Index(axis, type), location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it has no operands");
    }

    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        var type = call.dtype(0);
        var size = size(call, type);
        var position = b.add(new Iota(type, Shape.of(size), 0));
        var scaled = OnnxBuild.apply(b, new Mul(), position, scalar(call, 2));
        return OnnxBuild.apply(b, new Add(), scaled, scalar(call, 0));
    }

    private static Value scalar(OnnxCall call, int operand) {
        return Emit.reshape(call.builder(), call.operand(operand), Shape.SCALAR);
    }

    private static Dim size(OnnxCall call, DType type) {
        if (type.isFloat()) {
            double length = call.number(1) - call.number(0);
            return Dim.of((long) Math.max(0, Math.ceil(length / call.number(2))));
        }
        var step = call.dim(2);
        if (step.isConstant(0)) {
            throw OnnxProblem.invalid("a step of 0");
        }
        var length = call.dim(1).minus(call.dim(0));
        boolean isDown = step.times(-1).isNeverNegative();
        var size = isDown ? ceilDiv(length.times(-1), step.times(-1)) : ceilDiv(length, step);
        return size.isNeverNegative() ? size : size.max(Dim.ZERO);
    }

    private static Dim ceilDiv(Dim length, Dim step) {
        return step.isConstant(1) ? length : length.plus(step).plus(-1).floorDiv(step);
    }

    @Override
    public Compact compact(OnnxTarget target) {
        int at = Operands.axis(this, axis, shape.rank());
        int behind = shape.rank() - at - 1;
        var numbers = target.convert(target.positions(shape.dim(at)), DType.I64, type);
        var added = IntStream.rangeClosed(1, behind).boxed().toList();
        var dims = new ArrayList<>(Collections.nCopies(behind + 1, Dim.ONE));
        dims.set(0, shape.dim(at));
        return new Compact(target.unsqueeze(numbers, added), new Shape(dims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Iota(DType.I32, Shape.parse("n, 5"), 1)),
                Sample.of(new Iota(DType.F32, Shape.parse("n"), 0)));
    }
}
