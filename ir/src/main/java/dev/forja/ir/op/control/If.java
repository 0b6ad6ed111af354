package dev.forja.ir.op.control;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
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
                List.of(OpDoc.OnnxName.since("If", 1, If::fromOnnx)));
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

    /**
     * A branch that is known at compile time takes the node's place; otherwise both do, and their
     * results are chosen among.
     */
    private static List<Value> fromOnnx(OnnxCall call) {
        var condition = call.content(0);
        if (condition.isEmpty() || !condition.get().isNumeric()) {
            return chosen(call);
        }
        return call.region(call.number(0) != 0 ? "then_branch" : "else_branch").inline(List.of());
    }

    private static List<Value> chosen(OnnxCall call) {
        // A branch that would never run may not even fit the shapes.
        call.helps(0);
        var b = call.builder();
        var condition = Emit.reshape(b, call.operand(0), Shape.SCALAR);
        var yes = call.region("then_branch").inline(List.of());
        var no = call.region("else_branch").inline(List.of());
        var results = new ArrayList<Value>();
        for (int i = 0; i < Math.min(yes.size(), no.size()); i++) {
            if (!yes.get(i).type().equals(no.get(i).type())) {
                // Bound as a constant, the condition decides which type the result has.
                throw OnnxProblem.contentNeeded(0);
            }
            results.add(OnnxBuild.apply(b, new Where(), condition, yes.get(i), no.get(i)));
        }
        return results;
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
