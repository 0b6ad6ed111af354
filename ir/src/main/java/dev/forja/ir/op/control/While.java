package dev.forja.ir.op.control;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRegion;
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
                List.of(OpDoc.OnnxName.since("Loop", 1, While::fromOnnx)));
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

    /**
     * A loop whose passes are known at compile time becomes these passes, one behind the other.
     * Operands are the greatest number of passes, the first condition, and what is carried; the
     * body gives the next condition, what is carried, and what is stacked.
     */
    private static List<Value> fromOnnx(OnnxCall call) {
        var b = call.builder();
        var body = call.region("body");
        boolean isBounded = call.has(0);
        int most = isBounded ? OnnxPasses.count(call.dim(0).constant()) : OnnxPasses.LIMIT + 1;
        int carries = Math.max(0, call.operands() - 2);
        boolean goes = !call.has(1) || call.number(1) != 0;
        var condition = call.has(1) ? call.operand(1) : OnnxBuild.scalar(b, DType.BOOL, 1);
        var carried = new ArrayList<Value>();
        for (int i = 0; i < carries; i++) {
            carried.add(call.operand(i + 2));
        }
        var stacks = new ArrayList<List<Value>>();
        for (int i = carries; i < call.results(); i++) {
            stacks.add(new ArrayList<>());
        }
        for (int pass = 0; goes && pass < most; pass++) {
            if (pass == OnnxPasses.LIMIT) {
                throw OnnxProblem.unsupported("a loop of more than " + pass + " passes");
            }
            var inputs = new ArrayList<Value>();
            inputs.add(OnnxBuild.scalar(b, DType.I64, pass));
            inputs.add(condition);
            inputs.addAll(carried);
            var results = pass(body, inputs, 1 + carries + stacks.size());
            condition = results.getFirst();
            carried = new ArrayList<>(results.subList(1, 1 + carries));
            for (int i = 0; i < stacks.size(); i++) {
                stacks.get(i).add(results.get(1 + carries + i));
            }
            var known = call.content(condition);
            if (known.isPresent() && known.get().isNumeric()) {
                goes = known.get().elements().getFirst().number(DType.BOOL).intValue() != 0;
            } else if (pass + 1 < most) {
                throw OnnxProblem.unsupported(
                        "a loop whose number of passes depends on computed values");
            }
        }
        var results = new ArrayList<>(carried);
        for (int i = 0; i < stacks.size(); i++) {
            results.add(call.wants(carries + i) ? OnnxPasses.stacked(b, stacks.get(i), 0) : null);
        }
        return results;
    }

    private static List<Value> pass(OnnxRegion body, List<Value> inputs, int atLeast) {
        if (body.inputs() != inputs.size()) {
            throw OnnxProblem.invalid(
                    "a body of " + body.inputs() + " inputs, expected " + inputs.size());
        }
        var results = body.inline(inputs);
        if (results.size() < atLeast) {
            throw OnnxProblem.invalid(
                    "a body of " + results.size() + " results, expected " + atLeast);
        }
        return results;
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
