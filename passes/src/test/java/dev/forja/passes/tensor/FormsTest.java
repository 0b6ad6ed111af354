package dev.forja.passes.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.passes.GoldenFile;
import dev.forja.passes.tensor.form.Forms;
import dev.forja.passes.tensor.pattern.Form;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormsTest {
    static Stream<Form> forms() {
        return Forms.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOccursInAGoldenFile(Form form) {
        assertThat(GoldenFile.of("recognise-forms"))
                .anyMatch(file -> ApplyForms.to(file.before(), List.of(form)) != file.before());
    }
}
