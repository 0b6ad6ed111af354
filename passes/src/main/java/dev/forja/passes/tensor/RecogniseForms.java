package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.pipeline.Property;
import dev.forja.passes.tensor.form.Forms;
import java.util.Set;

/** Puts composites in place of the primitive operators that exporters write for them. */
public final class RecogniseForms implements Pass {
    @Override
    public String doc() {
        return "recognises composite operators in what exporters write out";
    }

    /** A dropout in the middle of a form would hide it. */
    @Override
    public Set<Property> requires() {
        return Set.of(Property.DROPOUT_DECIDED);
    }

    @Override
    public Set<Property> ensures() {
        return Set.of(Property.FORMS_RECOGNISED);
    }

    @Override
    public Function run(Function function) {
        return ApplyForms.to(function, Forms.ALL);
    }
}
