package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.KeepsElements;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.LinearOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same elements in row-major order in another shape. */
public record Reshape(Shape shape) implements StructuredOp, LinearOp, WritesOnnx, KeepsElements {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The same elements in another shape.",
                "row-major order stays",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Reshape", 1, OnnxImport.one(Reshape::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        if (!x.shape().size().equals(shape.size())) {
            throw new TypeException(
                    mnemonic(),
                    "number of elements differs",
                    x.shape().size() + " elements as in " + x,
                    shape + " with " + shape.size(),
                    "");
        }
        return List.of(x.withShape(shape));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var from = operands.getFirst().shape();
        ScalarExpr linear = ScalarExpr.constant(DType.I32, 0L);
        var strides = shape.strides();
        for (int axis = 0; axis < shape.rank(); axis++) {
            linear = plus(linear, times(new ScalarExpr.Index(axis, DType.I32), strides.get(axis)));
        }
        var index = new ArrayList<IndexExpr>();
        for (int axis = 0; axis < from.rank(); axis++) {
            var position = ScalarExpr.call(ScalarFn.DIV, linear, dim(from.strides().get(axis)));
            var wrapped = ScalarExpr.call(ScalarFn.REM, position, dim(from.dim(axis)));
            index.add(new IndexExpr.Indirect(wrapped));
        }
        var load = new ScalarExpr.Load(Access.of(0, index), result.dtype());
        return List.of(Kernels.map(this, operands, result, load, location));
    }

    @Override
    public boolean isView() {
        return true;
    }

    private static ScalarExpr plus(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.ADD, a, b);
    }

    private static ScalarExpr times(ScalarExpr a, Dim b) {
        return ScalarExpr.call(ScalarFn.MUL, a, dim(b));
    }

    private static ScalarExpr dim(Dim dim) {
        return new ScalarExpr.DimValue(dim, DType.I32);
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r ->
                List.of(r.builder().add(new Reshape(r.operand(0).type().shape()), r.cotangent())));
    }

    private static Value fromOnnx(OnnxCall call) {
        var x = call.type(0).shape();
        var given =
                call.has(1)
                        ? call.dims(1)
                        : call.integers("shape").orElse(List.of()).stream().map(Dim::of).toList();
        boolean keepsZero = call.flag("allowzero", false);
        var dims = new ArrayList<Dim>();
        int open = -1;
        for (int axis = 0; axis < given.size(); axis++) {
            var dim = given.get(axis);
            if (dim.isConstant(-1) && open < 0) {
                open = axis;
                dims.add(Dim.ONE);
            } else if (dim.isConstant(0) && !keepsZero && axis < x.rank()) {
                dims.add(x.dim(axis));
            } else if (dim.isConstant() && dim.constant() < 0) {
                throw OnnxProblem.invalid("the shape " + given);
            } else {
                dims.add(dim);
            }
        }
        if (open >= 0) {
            dims.set(open, rest(x.size(), new Shape(dims).size()));
        }
        return Emit.reshape(call.builder(), call.operand(0), new Shape(dims));
    }

    /** The size that fills the whole up. */
    private static Dim rest(Dim whole, Dim others) {
        if (others.isConstant(0)) {
            return Dim.ZERO;
        }
        return whole.floorDiv(others);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.reshape(target.operand(0), target.type(0).shape(), shape));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Reshape(Shape.parse("5*n")), "f32[n, 5]"),
                Sample.of(new Reshape(Shape.parse("2, 3, n")), "f32[6, n]"),
                Sample.of(new Reshape(Shape.parse("n, 1")), "f32[n]"),
                Sample.of(new Reshape(Shape.parse("")), "f32[1]"));
    }
}
