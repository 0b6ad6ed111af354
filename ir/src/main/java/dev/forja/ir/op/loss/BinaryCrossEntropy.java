package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.op.math.Log1p;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Mean cross-entropy between labels from 0 to 1 and the sigmoid of logits z, in a form that neither
 * overflows nor loses digits.
 */
public record BinaryCrossEntropy() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Binary cross-entropy of logits.",
                "mean of max(z, 0) - z * label + ln(1 + e^-|z|)",
                List.of("logits", "labels"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(LossMath.inferMean(this, operands));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new LossMath(builder);
        var logits = operands.get(0);
        var positive = math.apply(new Maximum(), logits, math.number(logits, 0));
        var product = builder.add(new Mul(), logits, operands.get(1));
        var negative = builder.add(new Neg(), builder.add(new Abs(), logits));
        var rest = builder.add(new Log1p(), builder.add(new Exp(), negative));
        return math.mean(math.add(math.sub(positive, product), rest));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new BinaryCrossEntropy(), "f32[n+1, 5]", "f32[n+1, 5]"),
                Sample.of(new BinaryCrossEntropy(), "f64[7]", "f64[7]"));
    }
}
