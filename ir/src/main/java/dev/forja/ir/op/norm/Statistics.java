package dev.forja.ir.op.norm;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Rsqrt;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/** What normalisations share: moments, broadcasting arithmetic, checks. */
record Statistics(FunctionBuilder builder) {
    Value mean(Value x, List<Integer> axes) {
        return builder.add(new ReduceMean(axes, true), x);
    }

    /** The mean of the squared distances from the mean, in two passes, so that nothing cancels. */
    Value variance(Value x, List<Integer> axes) {
        return mean(builder.add(new Square(), sub(x, mean(x, axes))), axes);
    }

    /** {@code 1 / sqrt(variance + epsilon)}. */
    Value inverseDeviation(Value variance, double epsilon) {
        return builder.add(new Rsqrt(), add(variance, number(variance, epsilon)));
    }

    Value number(Value like, double value) {
        return Emit.fill(builder, TensorType.scalar(like.type().dtype()), value);
    }

    Value add(Value a, Value b) {
        return apply(new Add(), a, b);
    }

    Value sub(Value a, Value b) {
        return apply(new Sub(), a, b);
    }

    Value mul(Value a, Value b) {
        return apply(new Mul(), a, b);
    }

    private Value apply(ElementwiseOp op, Value a, Value b) {
        return Broadcasting.apply(builder, op, List.of(a, b));
    }

    /** A vector repeated along every axis of a value but one. */
    Value along(Value vector, Value like, int axis) {
        return builder.add(new Broadcast(like.type().shape(), List.of(axis)), vector);
    }

    /** The type in which an ONNX node computes its statistics: f32 or wider. */
    static DType stash(OnnxCall call) {
        if (call.integer("stash_type", 1) != 1) {
            throw OnnxProblem.unsupported("stash_type " + call.integer("stash_type", 1));
        }
        call.requireFloat(0);
        return call.dtype(0);
    }

    /**
     * Scale or bias of an ONNX node, which broadcast, with all sizes of the axes from the given one
     * on.
     */
    static Value normalised(OnnxCall call, int operand, int axis) {
        var dims = call.type(0).shape().dims();
        return Broadcasting.to(
                call.builder(), call.operand(operand), new Shape(dims.subList(axis, dims.size())));
    }

    static List<Integer> axesFrom(int first, int rank) {
        return IntStream.range(first, rank).boxed().toList();
    }

    static void requireFloat(TensorOp op, TensorType x) {
        Operands.require(op, x.dtype().isFloat(), "element type", "f32 or f64", x);
    }

    static void requireVector(TensorOp op, String name, TensorType vector, TensorType x, Dim size) {
        boolean fits =
                vector.dtype() == x.dtype()
                        && vector.rank() == 1
                        && vector.shape().dim(0).equals(size);
        Operands.require(op, fits, "type of " + name, x.dtype().text() + "[" + size + "]", vector);
    }
}
