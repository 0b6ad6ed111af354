package dev.forja.ir.op.activation;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rectified linear unit with a slope of its own below zero. */
public record PRelu() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Rectified linear unit with a slope of its own below zero.",
                "x < 0 ? slope * x : x",
                List.of("x", "slope"),
                List.of(OpDoc.OnnxName.since("PRelu", 1, OnnxImport.one(PRelu::fromOnnx))));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var product = Formulas.call(this, ScalarFn.MUL, Formulas.Kind.NUMERIC, types);
        var x = new ScalarExpr.Arg(0, types.get(0));
        var isNegative = ScalarExpr.call(ScalarFn.LT, x, ScalarExpr.constant(types.get(0), 0.0));
        return Formulas.where(isNegative, product, x);
    }

    /** Before operator set 7 a row of slopes belonged to the channels, which are axis 1. */
    private static Value fromOnnx(OnnxCall call) {
        var x = call.operand(0);
        var slope = call.operand(1);
        int rank = x.type().rank();
        if (call.version() < 7 && slope.type().rank() == 1 && rank > 1) {
            var dims = new ArrayList<>(Collections.nCopies(rank, Dim.ONE));
            dims.set(1, slope.type().shape().dim(0));
            slope = Emit.reshape(call.builder(), slope, new Shape(dims));
        }
        return OnnxBuild.apply(call.builder(), new PRelu(), x, slope);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new PRelu(), "f32[n, 5]", "f32[n, 5]"),
                Sample.of(new PRelu(), "i32[4]", "i32[4]"));
    }
}
