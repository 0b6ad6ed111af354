package dev.forja.ir.op.signal;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.op.shape.Window;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the transforms of ONNX become {@link Dft}: axis, padding, frames. */
final class OnnxSpectra {
    private OnnxSpectra() {}

    static Value transform(OnnxCall call) {
        call.requireFloat(0);
        var x = call.operand(0);
        int rank = x.type().rank();
        if (rank < 2) {
            throw OnnxProblem.invalid("operand 0 is " + x.type());
        }
        int axis =
                call.version() < 20
                        ? call.axis("axis", 1, rank)
                        : OnnxCall.axis(call.has(2) ? (long) call.number(2) : -2, rank);
        if (axis == rank - 1) {
            throw OnnxProblem.invalid("axis " + axis + " is that of the parts of a number");
        }
        boolean inverse = call.flag("inverse", false);
        boolean onesided = call.flag("onesided", false);
        var b = call.builder();
        var order = IntStream.range(0, rank).boxed().collect(Collectors.toList());
        Collections.swap(order, axis, rank - 2);
        var turned = Emit.transposeTo(b, x, order);
        var given = turned.type().shape().dim(rank - 2);
        boolean isHalf = inverse && onesided;
        var length = call.has(1) ? call.dim(1) : isHalf ? given.plus(-1).times(2) : given;
        if (length.isConstant() && length.constant() < 1) {
            throw OnnxProblem.invalid("a transform of length " + length);
        }
        var wanted = isHalf ? length.floorDiv(Dim.of(2)).plus(1) : length;
        var result = b.add(new Dft(length, inverse, onesided), fitted(b, turned, wanted));
        return Emit.transposeTo(b, result, order);
    }

    /** Zeros behind the elements, or without the last of them. */
    private static Value fitted(FunctionBuilder b, Value x, Dim wanted) {
        int rank = x.type().rank();
        var more = wanted.minus(x.type().shape().dim(rank - 2));
        if (more.isConstant(0)) {
            return x;
        }
        var none = Collections.nCopies(rank, Dim.ZERO);
        var high = new ArrayList<>(none);
        high.set(rank - 2, more);
        return b.add(new Pad(none, high, Collections.nCopies(rank, 0), 0), x);
    }

    static Value frames(OnnxCall call) {
        call.requireFloat(0);
        var b = call.builder();
        var signal = call.operand(0);
        if (signal.type().rank() == 2) {
            var shape = signal.type().shape();
            signal = Emit.reshape(b, signal, Shape.of(shape.dim(0), shape.dim(1), Dim.ONE));
        }
        if (signal.type().rank() != 3) {
            throw OnnxProblem.invalid("operand 0 is " + signal.type());
        }
        int step = (int) Math.clamp(call.number(1), 0, Integer.MAX_VALUE);
        if (step < 1) {
            throw OnnxProblem.invalid("a frame step of " + step);
        }
        if (!call.has(2) && !call.has(3)) {
            throw OnnxProblem.invalid("neither a window nor a frame length");
        }
        var length = call.has(3) ? call.dim(3) : call.type(2).shape().dim(0);
        var room = signal.type().shape().dim(1).minus(length);
        if (room.isConstant() && room.constant() < 0) {
            throw OnnxProblem.invalid("frames of " + length + " of " + signal.type());
        }
        var count = room.floorDiv(Dim.of(step)).plus(1);
        var window =
                new Window(
                        List.of(1),
                        List.of(0),
                        List.of(count),
                        List.of(length),
                        List.of(step),
                        List.of(1));
        // [batch, frames, parts, length]
        var frames = b.add(window, signal);
        if (call.has(2)) {
            if (!call.type(2).shape().equals(Shape.of(length))) {
                throw OnnxProblem.invalid("frames of " + length + ", a window " + call.type(2));
            }
            frames = OnnxBuild.apply(b, new Mul(), frames, call.operand(2));
        }
        var turned = b.add(new Transpose(List.of(0, 1, 3, 2)), frames);
        boolean isReal = turned.type().shape().dim(3).isConstant(1);
        return b.add(new Dft(length, false, call.flag("onesided", true) && isReal), turned);
    }
}
