package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.tensor.form.BatchNormForm;

/**
 * Lets the weights before a batch normalisation do its work. What becomes of the weights is
 * computed from parameters alone, which pays where that is done once and not in each call.
 */
public final class FoldBatchNorm implements Pass {
    @Override
    public String doc() {
        return "folds batch normalisation into the weights before it";
    }

    @Override
    public Function run(Function function) {
        return ApplyForms.to(function, BatchNormForm.of(FixedValues.of(function)::contains));
    }
}
