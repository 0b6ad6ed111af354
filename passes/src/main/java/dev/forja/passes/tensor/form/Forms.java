package dev.forja.passes.tensor.form;

import dev.forja.passes.tensor.pattern.Form;
import java.util.List;
import java.util.stream.Stream;

/** The forms that have a composite, the larger ones before those that they contain. */
public final class Forms {
    public static final List<Form> ALL =
            Stream.of(
                            AttentionForm.ALL,
                            LayerNormForm.ALL,
                            StandardizeForm.ALL,
                            RmsNormForm.ALL,
                            LogSoftmaxForm.ALL,
                            SoftmaxForm.ALL,
                            GeluForm.ALL,
                            SwishForm.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Forms() {}
}
