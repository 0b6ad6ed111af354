package dev.forja.ir.op.control;

import dev.forja.ir.graph.Function;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Runs a region as long as a condition holds. Both see the carried values and what is alike in
 * every pass; the results are the last carried values.
 *
 * @param carries how many of the operands, the first ones, are carried
 */
public record While(Function condition, Function body, int carries) implements OpaqueOp, RegionOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Runs a region while a condition holds.",
                "while condition(carry, captures): carry = body(carry, captures)",
                List.of("operands..."),
                List.of(OpDoc.OnnxName.since("Loop", 1, OnnxLoop::results)));
    }

    @Override
    public List<Function> regions() {
        return List.of(condition, body);
    }

    @Override
    public TensorOp withRegions(List<Function> regions) {
        return new While(regions.get(0), regions.get(1), carries);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(
                this,
                carries >= 1 && carries <= operands.size(),
                "operands",
                "at least " + Math.max(1, carries) + " carried values",
                operands);
        Regions.takes(this, "condition", condition, operands);
        Regions.takes(this, "body", body, operands);
        Operands.require(
                this,
                Regions.results(condition).equals(List.of(TensorType.scalar(DType.BOOL))),
                "condition",
                "one bool[]",
                Regions.results(condition));
        var carried = operands.subList(0, carries);
        Operands.require(
                this,
                Regions.results(body).equals(carried),
                "results of body",
                carried + "",
                Regions.results(body));
        return carried;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None(
                "how often its body runs is not known beforehand, so the way back has no bound");
    }

    @Override
    public List<Sample> samples() {
        return List.of(Regions.sampleWhile());
    }
}
