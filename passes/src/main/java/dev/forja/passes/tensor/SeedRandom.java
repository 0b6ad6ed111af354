package dev.forja.passes.tensor;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.SeededInTraining;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.control.RegionOp;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.pipeline.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * Training: dropout draws from the seed and the number of the step, which become parameters; each
 * from its own stream.
 */
public final class SeedRandom implements Pass {
    @Override
    public String doc() {
        return "lets dropout draw from the seed and the step";
    }

    @Override
    public Set<Property> ensures() {
        return Set.of(Property.DROPOUT_DECIDED);
    }

    @Override
    public Function run(Function function) {
        refuseInside(function);
        if (function.nodes().stream().noneMatch(node -> node.op() instanceof SeededInTraining)) {
            return function;
        }
        var builder = new FunctionBuilder(function.name());
        var values = new HashMap<Value, Value>();
        for (var param : function.params()) {
            values.put(param, builder.param(function, param));
        }
        var scalar = TensorType.scalar(DType.I64);
        var seed = builder.param("seed", scalar, Role.SEED, Location.UNKNOWN);
        var step = builder.param("step", scalar, Role.STEP, Location.UNKNOWN);
        var stream = new int[1];
        return Rebuild.finish(
                function,
                builder,
                values,
                (b, node, operands) ->
                        node.op() instanceof SeededInTraining op
                                ? seeded(b, op.seeded(stream[0]++), operands, seed, step)
                                : null);
    }

    private static List<Value> seeded(
            FunctionBuilder builder, TensorOp op, List<Value> operands, Value seed, Value step) {
        var all = new ArrayList<>(operands);
        all.add(seed);
        all.add(step);
        return builder.node(op, all).results();
    }

    /** Every pass of a loop would draw the same numbers. */
    private static void refuseInside(Function function) {
        for (var node : function.nodes()) {
            if (node.op() instanceof RegionOp op) {
                op.regions().forEach(SeedRandom::refuseAnywhere);
            }
        }
    }

    private static void refuseAnywhere(Function region) {
        refuseInside(region);
        for (var node : region.nodes()) {
            if (node.op() instanceof SeededInTraining) {
                throw new CompileException(
                        List.of(
                                new Diagnostic(
                                        node.location(),
                                        node.op().mnemonic(),
                                        "random numbers inside of a loop over steps",
                                        "random numbers for a whole sequence at once",
                                        node.op().mnemonic() + " of one step",
                                        "apply it before the loop, or to the stacked results")));
            }
        }
    }
}
