package dev.forja.passes.train;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.autodiff.Autodiff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the function of one training step: forward, gradients of the trainable parameters, next
 * values.
 */
public final class BuildTrainingStep {
    private BuildTrainingStep() {}

    /**
     * @param loss an entry with an optimizer
     * @param seeded its function, dropout seeded; the first output is the loss; what it updates
     *     itself, such as running statistics, stays
     * @return results: the loss, then the next value of each trainable parameter and of its slots,
     *     then the updates of the forward function
     */
    public static Function of(ModelDef model, EntryDef loss, Function seeded) {
        var forward = Autodiff.prepare(seeded);
        var first = forward.results().getFirst().value();
        var optimizer = Optimizers.find(loss.optimizer(), first.location());
        var hyper = Optimizers.hyper(optimizer, loss.optimizer(), first.location());
        var builder = new FunctionBuilder(forward.name());
        var values = new HashMap<Value, Value>();
        for (var param : forward.params()) {
            values.put(param, builder.param(forward, param));
        }
        var trainable = trainable(model, forward, values, first);
        var slots = new HashMap<Value, List<Value>>();
        for (var parameter : trainable) {
            var own = new ArrayList<Value>();
            for (var slot : optimizer.slots()) {
                own.add(
                        builder.param(
                                parameter.name() + "." + slot,
                                parameter.type(),
                                Role.SLOT,
                                parameter.location()));
            }
            slots.put(parameter, own);
        }
        var rate =
                builder.param(
                        "learningRate", TensorType.scalar(DType.F32), Role.RATE, Location.UNKNOWN);
        var number = step(forward, values, builder);
        builder.inline(forward, values);
        builder.output(forward.results().getFirst().name(), values.get(first));
        var gradients =
                ClipGradients.of(
                        new UpdateMath(builder),
                        Autodiff.cotangents(builder, values.get(first), trainable),
                        hyper,
                        first.location());
        var step = new Optimizer.Step(builder, rate, number, hyper);
        for (int i = 0; i < trainable.size(); i++) {
            var parameter = trainable.get(i);
            builder.at(parameter.location());
            var next = optimizer.update(step, parameter, gradients.get(i), slots.get(parameter));
            builder.update(parameter, next.getFirst());
            for (int slot = 0; slot < slots.get(parameter).size(); slot++) {
                builder.update(slots.get(parameter).get(slot), next.get(slot + 1));
            }
        }
        for (var result : forward.results()) {
            if (result.target() != null) {
                builder.update(values.get(result.target()), values.get(result.value()));
            }
        }
        return builder.build();
    }

    private static Value step(Function forward, Map<Value, Value> values, FunctionBuilder builder) {
        var steps = forward.params(Role.STEP);
        return steps.isEmpty()
                ? builder.param("step", TensorType.scalar(DType.I64), Role.STEP, Location.UNKNOWN)
                : values.get(steps.getFirst());
    }

    private static List<Value> trainable(
            ModelDef model, Function forward, Map<Value, Value> values, Value loss) {
        var trainable =
                forward.params(Role.PARAMETER).stream()
                        .filter(param -> model.parameter(param.name()).trainable())
                        .filter(param -> param.type().dtype() == DType.F32)
                        .map(values::get)
                        .toList();
        if (trainable.isEmpty()) {
            throw new CompileException(
                    List.of(
                            new Diagnostic(
                                    loss.location(),
                                    "@Loss",
                                    "nothing to train",
                                    "at least one trainable f32 @Parameter",
                                    "none",
                                    "declare one, for example @Parameter Tensor w = zeros(3)")));
        }
        return trainable;
    }
}
