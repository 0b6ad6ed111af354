package dev.forja.ir.op.control;

import dev.forja.ir.graph.Function;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Runs a region as long as a condition holds; all operands are carried. */
public record While(Function condition, Function body) implements OpaqueOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Runs a region while a condition holds.",
                "while condition(carry): carry = body(carry)",
                List.of("carry..."),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Regions.takes(this, "condition", condition, operands);
        Regions.takes(this, "body", body, operands);
        Operands.require(
                this,
                Regions.results(condition).equals(List.of(TensorType.scalar(DType.BOOL))),
                "condition",
                "one bool[]",
                Regions.results(condition));
        Operands.require(
                this,
                Regions.results(body).equals(operands),
                "results of body",
                operands + "",
                Regions.results(body));
        return operands;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("the gradient of a region comes with the recurrent models");
    }

    @Override
    public List<Sample> samples() {
        return List.of(Regions.sampleWhile());
    }
}
