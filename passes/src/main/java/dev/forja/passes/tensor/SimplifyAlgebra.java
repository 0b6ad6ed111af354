package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.passes.pipeline.Pass;
import java.util.Objects;

/** Applies the declared {@link Rules} to every node; folds constants. */
public final class SimplifyAlgebra implements Pass {
    @Override
    public String doc() {
        return "simplifies by algebraic rules and folds constants";
    }

    @Override
    public Function run(Function function) {
        return Rebuild.of(
                function,
                (builder, node, operands) ->
                        Rules.ALL.stream()
                                .map(rule -> rule.rewrite().apply(builder, node.op(), operands))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null));
    }
}
