package dev.forja.ir.op.onnx;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Small programs that bindings share. */
public final class OnnxBuild {
    private OnnxBuild() {}

    public static Value convert(FunctionBuilder builder, Value value, DType type) {
        return value.type().dtype() == type ? value : builder.add(new Convert(type), value);
    }

    /** A number that broadcasts against anything. */
    public static Value scalar(FunctionBuilder builder, DType type, double value) {
        return builder.add(new Fill(type, Shape.SCALAR, value));
    }

    public static Value apply(FunctionBuilder builder, ElementwiseOp op, Value... operands) {
        return Broadcasting.apply(builder, op, List.of(operands));
    }

    /** Positions on an axis of some size: negative ones count from its end. */
    public static Value positions(OnnxCall call, int operand, Dim size) {
        var indices = call.operand(operand);
        if (!indices.type().dtype().isInteger()) {
            throw OnnxProblem.invalid(
                    "operand " + operand + " is " + indices.type() + ", expected integers");
        }
        var content = call.content(operand);
        boolean isPlain =
                content.isPresent()
                        && content.get().isComplete()
                        && content.get().dims().stream().allMatch(Dim::isNeverNegative);
        if (isPlain) {
            return indices;
        }
        var b = call.builder();
        var type = indices.type().dtype();
        var isNegative = apply(b, new Less(), indices, scalar(b, type, 0));
        var wrapped = apply(b, new Add(), indices, Emit.dim(b, size, type));
        return b.add(new Where(), isNegative, wrapped, indices);
    }

    /** Any number of operands, combined from the first to the last, with broadcasting. */
    public static OnnxImport variadic(ElementwiseOp op) {
        return OnnxImport.one(call -> fold(call, op));
    }

    /** The operands, combined from the first to the last. */
    public static Value fold(OnnxCall call, ElementwiseOp op) {
        var result = call.operand(0);
        for (int i = 1; i < call.operands(); i++) {
            result = apply(call.builder(), op, result, call.operand(i));
        }
        return result;
    }

    /**
     * An operator along an axis. Before operator set 13 it worked on the rows of a matrix: the axes
     * before the given one were its rows, the others its columns.
     */
    public static OnnxImport alongAxis(IntFunction<TensorOp> op) {
        return OnnxImport.one(call -> {
            var x = call.operand(0);
            int rank = x.type().rank();
            var b = call.builder();
            if (call.version() >= 13) {
                return b.add(op.apply(call.axis("axis", -1, rank)), x);
            }
            int axis = (int) call.integer("axis", 1);
            var shape = x.type().shape();
            var flat = matrix(shape, axis == rank ? axis : OnnxCall.axis(axis, rank));
            var result = b.add(op.apply(1), Emit.reshape(b, x, flat));
            return Emit.reshape(b, result, shape);
        });
    }

    /** A matrix with the axes before the given one as its rows. */
    public static Shape matrix(Shape shape, int axis) {
        var dims = new ArrayList<>(shape.dims());
        return Shape.of(
                new Shape(dims.subList(0, axis)).size(),
                new Shape(dims.subList(axis, dims.size())).size());
    }
}
