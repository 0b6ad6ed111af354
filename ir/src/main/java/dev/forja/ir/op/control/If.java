package dev.forja.ir.op.control;

import dev.forja.ir.graph.Function;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Runs one of two regions; operands after the condition are passed to both. */
public record If(Function then, Function otherwise) implements OpaqueOp, RegionOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Runs one of two regions.",
                "condition ? then(captures) : otherwise(captures)",
                List.of("condition", "captures..."),
                List.of(OpDoc.OnnxName.since("If", 1, OnnxBranch::results)));
    }

    @Override
    public List<Function> regions() {
        return List.of(then, otherwise);
    }

    @Override
    public TensorOp withRegions(List<Function> regions) {
        return new If(regions.get(0), regions.get(1));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(
                this,
                !operands.isEmpty() && operands.getFirst().equals(TensorType.scalar(DType.BOOL)),
                "condition",
                "bool[]",
                operands);
        var captures = operands.subList(1, operands.size());
        Regions.takes(this, "then", then, captures);
        Regions.takes(this, "otherwise", otherwise, captures);
        var results = Regions.results(then);
        Operands.require(this, !results.isEmpty(), "results of then", "at least one", results);
        Operands.require(
                this,
                results.equals(Regions.results(otherwise)),
                "results of otherwise",
                results + "",
                Regions.results(otherwise));
        return results;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ThroughRegions();
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var captures = target.allOperands().subList(1, target.operands());
        return Optional.of(
                target.node("If", target.operand(0))
                        .with("then_branch", Regions.branch(target, then, captures))
                        .with("else_branch", Regions.branch(target, otherwise, captures))
                        .results(then.outputs().size()));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Regions.sampleIf());
    }
}
