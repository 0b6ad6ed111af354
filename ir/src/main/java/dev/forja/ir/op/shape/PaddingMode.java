package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.FloorMod;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.List;
import java.util.Locale;

/** What lies around a tensor that is padded out of its own elements. */
enum PaddingMode {
    /** Mirrored without the edge itself. */
    REFLECT {
        @Override
        Value source(FunctionBuilder b, Value position, Dim size) {
            // a period has the size and the elements between the edges once more
            var period = size.times(2).plus(-2).max(Dim.ONE);
            var within = OnnxBuild.apply(b, new FloorMod(), position, number(b, period));
            var mirrored = OnnxBuild.apply(b, new Sub(), number(b, period), within);
            return b.add(new Minimum(), within, mirrored);
        }
    },
    /** The nearest element. */
    EDGE {
        @Override
        Value source(FunctionBuilder b, Value position, Dim size) {
            var low = OnnxBuild.apply(b, new Maximum(), position, number(b, Dim.ZERO));
            return OnnxBuild.apply(b, new Minimum(), low, number(b, size.plus(-1)));
        }
    },
    /** The tensor over and over. */
    WRAP {
        @Override
        Value source(FunctionBuilder b, Value position, Dim size) {
            return OnnxBuild.apply(b, new FloorMod(), position, number(b, size));
        }
    };

    static PaddingMode of(String name) {
        for (var mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw OnnxProblem.invalid("mode " + name + " is unknown");
    }

    private static Value number(FunctionBuilder b, Dim dim) {
        return Emit.dim(b, dim, DType.I64);
    }

    /** Where the element at a position comes from, which may lie outside of the tensor. */
    abstract Value source(FunctionBuilder b, Value position, Dim size);

    Value pad(FunctionBuilder b, Value x, List<Dim> low, List<Dim> high) {
        var result = x;
        for (int axis = 0; axis < low.size(); axis++) {
            if (low.get(axis).equals(Dim.ZERO) && high.get(axis).equals(Dim.ZERO)) {
                continue;
            }
            var size = x.type().shape().dim(axis);
            var padded = size.plus(low.get(axis)).plus(high.get(axis));
            var iota = b.add(new Iota(DType.I64, Shape.of(padded), 0));
            var position = OnnxBuild.apply(b, new Sub(), iota, number(b, low.get(axis)));
            result = b.add(new Gather(axis), result, source(b, position, size));
        }
        return result;
    }
}
