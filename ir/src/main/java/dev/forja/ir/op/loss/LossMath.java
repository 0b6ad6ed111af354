package dev.forja.ir.op.loss;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.type.TensorType;
import java.util.Arrays;
import java.util.List;

/** Arithmetic of losses; scalars broadcast. */
record LossMath(FunctionBuilder builder) {
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

    Value mul(double a, Value b) {
        return mul(number(b, a), b);
    }

    Value apply(ElementwiseOp op, Value... operands) {
        return Broadcasting.apply(builder, op, Arrays.asList(operands));
    }

    List<Value> mean(Value x) {
        return List.of(builder.add(new ReduceMean(List.of(), false), x));
    }

    /** The type of a mean over two operands of one floating-point type. */
    static TensorType inferMean(TensorOp op, List<TensorType> operands) {
        Operands.count(op, operands, 2);
        var first = operands.get(0);
        var names = op.doc().operands();
        Operands.require(op, first.dtype().isFloat(), "element type", "f32 or f64", first);
        Operands.require(
                op,
                first.equals(operands.get(1)),
                names.get(1),
                "the type of " + names.get(0) + ", " + first,
                operands.get(1));
        return TensorType.scalar(first.dtype());
    }
}
