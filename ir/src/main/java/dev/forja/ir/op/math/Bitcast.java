package dev.forja.ir.op.math;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** The same bits as another type of the same width. */
public record Bitcast(DType type) implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The same bits as another type of the same width.",
                "bits(x) as type",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("BitCast", 26, OnnxImport.one(Bitcast::fromOnnx))));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        Operands.count(this, types, 1);
        Formulas.require(
                this, types.getFirst().bytes() == type.bytes(), "a type of the same width", types);
        return new ScalarExpr.Bitcast(new ScalarExpr.Arg(0, types.getFirst()), type);
    }

    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        var from = call.element(0);
        var to = OnnxTypes.of(call.integer("to", 0));
        call.yields(0, to);
        if (from.bytes() != to.bytes()) {
            throw OnnxProblem.invalid("from " + from.name() + " to " + to.name());
        }
        boolean isHalf = from.carrier().isFloat() && !from.isPlain();
        boolean toHalf = to.carrier().isFloat() && !to.isPlain();
        if (from != to && (isHalf || toHalf || to == OnnxElement.BOOL)) {
            throw OnnxProblem.unsupported("bits of " + from.name() + " as " + to.name());
        }
        var x = call.operand(0);
        if (from.carrier().isFloat() && !to.carrier().isFloat()) {
            x = b.add(new Bitcast(from.bytes() == 8 ? DType.I64 : DType.I32), x);
        }
        if (to.carrier().isFloat() && !from.carrier().isFloat()) {
            var whole = OnnxBuild.convert(b, x, to.bytes() == 8 ? DType.I64 : DType.I32);
            return b.add(new Bitcast(to.carrier()), whole);
        }
        return to.fit(b, OnnxBuild.convert(b, x, to.carrier()));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        throw OnnxProblem.unsupported("ONNX reads bits as another type from operator set 26 on");
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new Bitcast(DType.I32), "f32[n, 5]"));
    }
}
