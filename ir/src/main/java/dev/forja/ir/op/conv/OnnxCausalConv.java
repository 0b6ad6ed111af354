package dev.forja.ir.op.conv;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.activation.Swish;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.List;

/** Convolution of each channel with what came before, and the end of it for the next call. */
final class OnnxCausalConv {
    private OnnxCausalConv() {}

    /** Operands are x [n, channels, length], kernels [channels, 1, k], bias, past [.., k - 1]. */
    static List<Value> results(OnnxCall call) {
        call.requireFloat(0);
        var b = call.builder();
        var x = call.operand(0);
        var kernel = call.type(1).shape();
        if (x.type().rank() != 3 || kernel.rank() != 3 || !kernel.dim(2).isConstant()) {
            throw OnnxProblem.invalid("x is " + x.type() + ", kernels " + call.type(1));
        }
        var channels = kernel.dim(0);
        if (!channels.isConstant()) {
            throw OnnxProblem.unsupported("kernels " + call.type(1) + " of unknown number");
        }
        var before = kernel.dim(2).plus(-1);
        var shape = x.type().shape();
        var past =
                call.has(3)
                        ? call.operand(3)
                        : Emit.fill(b, x.type().withShape(shape.with(2, before)), 0);
        var all = b.add(new Concat(2), past, x);
        var none = List.of(Dim.ZERO);
        var conv =
                new Conv(
                        List.of(1),
                        List.of(1),
                        none,
                        none,
                        Math.toIntExact(channels.constant()),
                        false);
        var y = b.add(conv, all, call.operand(1));
        if (call.has(2)) {
            var column = Emit.reshape(b, call.operand(2), Shape.of(channels, Dim.ONE));
            y = OnnxBuild.apply(b, new Add(), y, column);
        }
        var activation = call.text("activation", "none");
        y =
                switch (activation) {
                    case "none" -> y;
                    case "silu", "swish" -> b.add(new Swish(1), y);
                    default -> throw OnnxProblem.invalid("activation " + activation);
                };
        var rest = Slice.part(b, all, 2, shape.dim(2), before);
        return List.of(y, rest);
    }
}
