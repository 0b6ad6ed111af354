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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a region as long as a condition holds. Both see the carried values and what is alike in
 * every pass; the results are the last carried values.
 *
 * @param carries how many of the operands, the first ones, are carried
 */
public record While(Function condition, Function body, int carries)
        implements OpaqueOp, RegionOp, WritesOnnx {
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
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var all = target.allOperands();
        var captures = all.subList(carries, all.size());
        var region = target.region("body");
        region.input("pass", TensorType.scalar(DType.I64));
        region.input("goes", TensorType.scalar(DType.BOOL));
        var arguments = new ArrayList<OnnxTarget.Ref>();
        for (var param : body.params().subList(0, carries)) {
            arguments.add(region.input(param.name(), param.type()));
        }
        arguments.addAll(captures);
        var next = region.inline(body, arguments);
        var inner = new ArrayList<>(next);
        inner.addAll(captures);
        var goesOn = region.inline(condition, inner).getFirst();
        region.output("goes_on", goesOn, TensorType.scalar(DType.BOOL));
        Regions.outputs(region, body, next);
        var operands = new ArrayList<OnnxTarget.Ref>();
        operands.add(target.absent());
        operands.add(target.inline(condition, all).getFirst());
        operands.addAll(all.subList(0, carries));
        return Optional.of(target.node("Loop", operands).with("body", region).results(carries));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Regions.sampleWhile());
    }
}
