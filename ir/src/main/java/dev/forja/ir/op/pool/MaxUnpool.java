package dev.forja.ir.op.pool;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.ScatterAdd;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts values back to where a max pooling found them; zero elsewhere. Positions count all elements
 * of the result in row-major order. Where windows overlapped and a position occurs more than once,
 * its value is the mean of those that name it, which are equal.
 */
public record MaxUnpool(Shape shape) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Puts values back to where a max pooling found them.",
                "y = 0; y[positions[i]] = x[i]",
                List.of("x", "positions"),
                List.of(OpDoc.OnnxName.since("MaxUnpool", 9, OnnxImport.one(MaxUnpool::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var x = operands.get(0);
        var positions = operands.get(1);
        Operands.require(this, x.dtype().isFloat(), "element type", "f32 or f64", x);
        boolean fits = positions.dtype().isInteger() && positions.shape().equals(x.shape());
        Operands.require(this, fits, "positions", "integers " + x.shape(), positions);
        return List.of(x.withShape(shape));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var count = Shape.of(operands.get(0).type().shape().size());
        var x = Emit.reshape(builder, operands.get(0), count);
        var positions = Emit.reshape(builder, operands.get(1), count);
        var scatter = new ScatterAdd(0, shape.size());
        var sum = builder.add(scatter, x, positions);
        var number = builder.add(scatter, Emit.fill(builder, x.type(), 1), positions);
        var mean = on.div(sum, on.max(number, on.number(number, 1)));
        return List.of(Emit.reshape(builder, mean, shape));
    }

    /** Positions count the elements that the pooling was of; a given shape may be larger. */
    private static Value fromOnnx(OnnxCall call) {
        call.requireFloat(0);
        var b = call.builder();
        var x = call.type(0).shape();
        int rank = x.rank();
        var sizes =
                call.integers("kernel_shape")
                        .orElseThrow(() -> OnnxProblem.invalid("kernel_shape is missing"));
        int axes = sizes.size();
        if (rank != axes + 2) {
            throw OnnxProblem.invalid(axes + " sizes of windows for " + call.type(0));
        }
        var strides = call.integers("strides").orElse(Collections.nCopies(axes, 1));
        var pads = call.integers("pads").orElse(Collections.nCopies(2 * axes, 0));
        if (strides.size() != axes || pads.size() != 2 * axes) {
            throw OnnxProblem.invalid("strides " + strides + ", pads " + pads);
        }
        var shape = x;
        for (int i = 0; i < axes; i++) {
            var size =
                    x.dim(i + 2)
                            .plus(-1)
                            .times(strides.get(i))
                            .plus(sizes.get(i) - pads.get(i) - pads.get(axes + i));
            shape = shape.with(i + 2, size);
        }
        var result = b.add(new MaxUnpool(shape), call.operand(0), call.operand(1));
        if (!call.has(2) || call.shape(2).equals(shape)) {
            return result;
        }
        var wanted = call.shape(2);
        if (wanted.rank() != rank) {
            throw OnnxProblem.invalid("output_shape " + wanted + " for " + call.type(0));
        }
        var high = new ArrayList<Dim>();
        for (int axis = 0; axis < rank; axis++) {
            high.add(wanted.dim(axis).minus(shape.dim(axis)));
        }
        var pad =
                new Pad(Collections.nCopies(rank, Dim.ZERO), high, Collections.nCopies(rank, 0), 0);
        return b.add(pad, result);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(
                        0,
                        11,
                        new MaxUnpool(Shape.of(1, 1, 3, 4)),
                        "f32[1, 1, 2, n]",
                        "i64[1, 1, 2, n]"),
                Sample.within(0, 5, new MaxUnpool(Shape.of(6)), "f64[n]", "i32[n]"));
    }
}
