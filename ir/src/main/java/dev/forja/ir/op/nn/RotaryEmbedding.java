package dev.forja.ir.op.nn;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Rotary position embedding (Su and others 2021): turns pairs of elements of the last axis of x
 * [batch, length, heads, size] by an angle. Cosine and sine are [batch, length, turned / 2] or
 * broadcast to it.
 *
 * @param interleaved whether a pair lies side by side, or half of the turned elements apart
 * @param turned number of leading elements that are turned; the others stay as they are
 */
public record RotaryEmbedding(boolean interleaved, int turned) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Rotary position embedding.",
                "y1 = cos * x1 - sin * x2; y2 = sin * x1 + cos * x2",
                List.of("x", "cosine", "sine"),
                List.of(
                        OpDoc.OnnxName.since(
                                "RotaryEmbedding", 23, OnnxImport.one(RotaryEmbedding::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.get(0);
        Operands.require(this, x.dtype().isFloat(), "element type", "f32 or f64", x);
        Operands.rank(this, "x", x, 4);
        var size = x.shape().dim(3);
        boolean fits = turned >= 0 && turned % 2 == 0 && size.plus(-turned).isNeverNegative();
        Operands.require(this, fits, "turned", "an even number up to " + size, turned);
        for (var angle : operands.subList(1, 3)) {
            boolean isRight =
                    angle.rank() == 3
                            && angle.dtype() == x.dtype()
                            && angle.shape().dim(2).isConstant(turned / 2);
            Operands.require(
                    this, isRight, "cosine and sine", "[batch, length, " + turned / 2 + "]", angle);
        }
        return List.of(x);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var x = operands.get(0);
        var size = x.type().shape().dim(3);
        var half = Dim.of(turned / 2);
        var part = Slice.part(builder, x, 3, Dim.ZERO, Dim.of(turned));
        var outer = x.type().shape().without(3);
        int axis = interleaved ? 4 : 3;
        var pairs =
                Emit.reshape(
                        builder,
                        part,
                        interleaved
                                ? append(outer, half, Dim.of(2))
                                : append(outer, Dim.of(2), half));
        var first = Slice.part(builder, pairs, axis, Dim.ZERO, Dim.ONE);
        var second = Slice.part(builder, pairs, axis, Dim.ONE, Dim.ONE);
        var cosine = angle(on, operands.get(1));
        var sine = angle(on, operands.get(2));
        var left = on.sub(on.mul(first, cosine), on.mul(second, sine));
        var right = on.add(on.mul(first, sine), on.mul(second, cosine));
        var turnedPart =
                Emit.reshape(
                        builder,
                        builder.add(new Concat(axis), left, right),
                        append(outer, Dim.of(turned)));
        if (size.isConstant(turned)) {
            return List.of(turnedPart);
        }
        var rest = Slice.part(builder, x, 3, Dim.of(turned), size.plus(-turned));
        return List.of(builder.add(new Concat(3), turnedPart, rest));
    }

    private static Shape append(Shape outer, Dim... more) {
        var dims = new ArrayList<>(outer.dims());
        dims.addAll(List.of(more));
        return new Shape(dims);
    }

    /** [batch, length, heads 1, half] with an axis for the partner of a pair. */
    private Value angle(Arithmetic on, Value angle) {
        return on.onto(angle, 5, interleaved ? List.of(0, 1, 3) : List.of(0, 1, 4));
    }

    private static Value fromOnnx(OnnxCall call) {
        call.requireFloat(0);
        var b = call.builder();
        var x = call.operand(0);
        boolean isFlat = x.type().rank() == 3;
        var given = x.type().shape();
        if (isFlat) {
            long heads = call.integer("num_heads", 0);
            if (heads < 1) {
                throw OnnxProblem.invalid("num_heads " + heads + " with an operand of rank 3");
            }
            var size = given.dim(2).floorDiv(Dim.of(heads));
            x = Emit.reshape(b, x, Shape.of(given.dim(0), given.dim(1), Dim.of(heads), size));
        } else if (x.type().rank() == 4) {
            x = b.add(new Transpose(List.of(0, 2, 1, 3)), x);
        } else {
            throw OnnxProblem.invalid("operand 0 is " + x.type());
        }
        var size = x.type().shape().dim(3);
        int turned = (int) call.integer("rotary_embedding_dim", 0);
        if (turned == 0) {
            if (!size.isConstant()) {
                throw OnnxProblem.unsupported("a head size that is not known at compile time");
            }
            turned = Math.toIntExact(size.constant());
        }
        var op = new RotaryEmbedding(call.flag("interleaved", false), turned);
        var result = b.add(op, x, angles(call, 1), angles(call, 2));
        return isFlat
                ? Emit.reshape(b, result, given)
                : b.add(new Transpose(List.of(0, 2, 1, 3)), result);
    }

    /** With positions the operand is a table that they pick rows of. */
    private static Value angles(OnnxCall call, int operand) {
        if (!call.has(3)) {
            return call.operand(operand);
        }
        var rows = OnnxBuild.positions(call, 3, call.type(operand).shape().dim(0));
        return call.builder().add(new Gather(0), call.operand(operand), rows);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new RotaryEmbedding(false, 4),
                        "f32[2, n, 3, 4]",
                        "f32[2, n, 2]",
                        "f32[2, n, 2]"),
                Sample.of(
                        new RotaryEmbedding(true, 4),
                        "f32[2, 3, n, 6]",
                        "f32[1, 3, 2]",
                        "f32[1, 3, 2]"),
                Sample.of(
                        new RotaryEmbedding(true, 2),
                        "f64[n, 2, 1, 2]",
                        "f64[n, 2, 1]",
                        "f64[n, 2, 1]"));
    }
}
