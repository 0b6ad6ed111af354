package dev.forja.passes.train;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Arithmetic of update rules; scalars broadcast. */
record UpdateMath(FunctionBuilder builder) {
    Value number(double value) {
        return Emit.fill(builder, TensorType.scalar(DType.F32), value);
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
        return mul(number(a), b);
    }

    Value div(Value a, Value b) {
        return apply(new Div(), a, b);
    }

    /** The next value of a parameter or slot, named after it; operands have its shape. */
    Value next(Value old, ElementwiseOp op, Value a, Value b) {
        builder.named(old.name() + "_next");
        return builder.add(op, a, b);
    }

    /** The length of all values as one vector. */
    Value norm(List<Value> values) {
        Value sum = null;
        for (var value : values) {
            var square =
                    builder.add(new ReduceSum(List.of(), false), builder.add(new Square(), value));
            sum = sum == null ? square : add(sum, square);
        }
        return builder.add(new Sqrt(), sum);
    }

    Value apply(ElementwiseOp op, Value a, Value b) {
        return Broadcasting.apply(builder, op, List.of(a, b));
    }
}
