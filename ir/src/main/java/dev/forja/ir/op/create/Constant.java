package dev.forja.ir.op.create;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.HoldsNumbers;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** A small table of numbers in row-major order, at most 64. */
public record Constant(DType type, Shape shape, List<Double> values)
        implements StructuredOp, WritesOnnx, HoldsNumbers {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A small table of numbers.",
                "values",
                List.of(),
                List.of(
                        OpDoc.OnnxName.since("Constant", 1, OnnxImport.one(Constant::fromOnnx)),
                        OpDoc.OnnxName.since("NonZero", 9, OnnxImport.one(OnnxNonZero::positions)),
                        OpDoc.OnnxName.since(
                                "MelWeightMatrix", 17, OnnxImport.one(OnnxMel::matrix))));
    }

    private static final int LIMIT = 64;

    public Constant {
        values = List.copyOf(values);
    }

    @Override
    public Optional<Double> number() {
        return values.stream().distinct().count() == 1
                ? Optional.of(values.getFirst())
                : Optional.empty();
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 0);
        Operands.require(
                this,
                shape.isStatic()
                        && shape.size().isConstant(values.size())
                        && values.size() <= LIMIT,
                "values",
                shape + " with at most " + LIMIT + " elements",
                values.size());
        return List.of(new TensorType(type, shape));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        ScalarExpr position = ScalarExpr.constant(DType.I32, 0L);
        for (int axis = 0; axis < shape.rank(); axis++) {
            var step = ScalarExpr.constant(DType.I32, shape.strides().get(axis).constant());
            var part = ScalarExpr.call(ScalarFn.MUL, new ScalarExpr.Index(axis, DType.I32), step);
            position = ScalarExpr.call(ScalarFn.ADD, position, part);
        }
        ScalarExpr body = ScalarExpr.constant(type, values.isEmpty() ? 0 : values.getLast());
        for (int i = values.size() - 2; i >= 0; i--) {
            var here =
                    ScalarExpr.call(
                            ScalarFn.EQ, position, ScalarExpr.constant(DType.I32, (long) i));
            body =
                    ScalarExpr.call(
                            ScalarFn.WHERE, here, ScalarExpr.constant(type, values.get(i)), body);
        }
        return List.of(Kernels.map(this, operands, result, body, location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it has no operands");
    }

    private static Value fromOnnx(OnnxCall call) {
        var given = call.attributes();
        if (given.size() != 1) {
            throw OnnxProblem.invalid("expected one attribute, found " + given);
        }
        return switch (given.iterator().next()) {
            case "value" -> {
                var tensor = call.tensor("value").orElseThrow();
                call.yields(0, tensor.storage());
                yield call.constant(tensor);
            }
            case "value_float" -> call.constant(scalar(DType.F32, call.real("value_float", 0)));
            case "value_int" -> call.constant(scalar(DType.I64, call.integer("value_int", 0)));
            case "value_floats" -> call.constant(row(DType.F32, call.reals("value_floats")));
            case "value_ints" -> call.constant(row(DType.I64, call.wholes("value_ints")));
            default -> throw OnnxProblem.unsupported("attribute " + given.iterator().next());
        };
    }

    private static OnnxTensor scalar(DType type, Number value) {
        return OnnxTensor.of(Tensor.ofNumbers(TensorType.scalar(type), _ -> value));
    }

    private static OnnxTensor row(DType type, Optional<? extends List<? extends Number>> values) {
        var numbers = values.orElseThrow();
        return OnnxTensor.of(
                Tensor.ofNumbers(new TensorType(type, Shape.of(numbers.size())), numbers::get));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(
                target.constant(Tensor.ofNumbers(new TensorType(type, shape), values::get)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new Constant(
                                DType.F32, Shape.of(2, 3), List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0))),
                Sample.of(new Constant(DType.I32, Shape.SCALAR, List.of(7.0))));
    }
}
