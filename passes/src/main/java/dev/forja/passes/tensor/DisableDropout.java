package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.op.SeededInTraining;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.pipeline.Property;
import java.util.Set;

/** Evaluation: what draws random numbers in training means what it does without. */
public final class DisableDropout implements Pass {
    @Override
    public String doc() {
        return "removes dropout, which has no effect in evaluation";
    }

    @Override
    public Set<Property> ensures() {
        return Set.of(Property.DROPOUT_DECIDED);
    }

    @Override
    public Function run(Function function) {
        return Rebuild.of(
                function,
                (builder, node, operands) ->
                        node.op() instanceof SeededInTraining op
                                ? op.decompose(builder, operands)
                                : null);
    }
}
