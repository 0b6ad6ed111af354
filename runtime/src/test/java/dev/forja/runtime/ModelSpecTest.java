package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSpecTest {
    @Test
    void textRoundTrips() {
        var spec = Specs.everything();
        assertThat(ModelSpec.parse(spec.toText())).isEqualTo(spec);
        assertThat(ModelSpec.parse(spec.toText()).toText()).isEqualTo(spec.toText());
    }

    @Test
    void textIsWhatTheDocumentationShows() {
        assertThat(Specs.everything().toText())
                .isEqualTo(
                        """
                        forja-model 1
                        model samples.Everything
                        digest 5f3a
                        parameter w f32 3x5 0 trainable truncatedNormal 0.1
                        parameter mask bool 3 0 trainable ones
                        parameter layer.bias f32 5 16 trainable uniform -1 1
                        parameter scale f64 - 0 trainable constant 0.5
                        parameter table i32 2x2 0 trainable constant -7
                        parameter offsets i64 3 0 trainable constant 1000000000000
                        entry classify
                        symbols n m
                        input x f32 n 2*m+1
                        output result f32 n
                        loss loss
                        symbols n
                        input x f32 n 3
                        output loss f32
                        optimizer adam beta1=0.9 beta2=0.999 epsilon=1.0E-8
                        """);
    }

    @Test
    void anyNameSurvives() {
        var names = List.of("", "a b", "π/θ", "100%", "%", "=x=", "line\nbreak", "\u0000");
        var parameters = new ArrayList<ParameterSpec>();
        for (var name : names) {
            parameters.add(Specs.parameter(name, ElementType.F32, parameters.size(), "zeros", 1));
        }
        var entry =
                new EntrySpec(
                        "é ü",
                        EntrySpec.Kind.LOSS,
                        List.of(new TensorSpec("", ElementType.I64, List.of())),
                        List.of(),
                        List.of("größe"),
                        new OptimizerSpec("my optimizer", Map.of("a=b", 1f)));
        var spec = new ModelSpec("модель", "", parameters, List.of(entry));
        assertThat(spec.toText()).matches("[\\n -~]*");
        assertThat(ModelSpec.parse(spec.toText())).isEqualTo(spec);
    }

    @Test
    void longTextPartsFitClassFilesAndJoin() {
        var parameters = new ArrayList<ParameterSpec>();
        for (int i = 0; i < 3000; i++) {
            parameters.add(Specs.parameter("layer" + i + ".w", ElementType.F32, i, "zeros", 1));
        }
        var spec = new ModelSpec("Big", "0", parameters, List.of());
        var parts = spec.toTextParts();
        assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.length() <= 65535);
        assertThat(ModelSpec.parse(parts.toArray(String[]::new))).isEqualTo(spec);
    }

    @Test
    void sizesIncludeGaps() {
        var spec = Specs.everything();
        assertThat(spec.size(ElementType.F32)).isEqualTo(21);
        assertThat(spec.size(ElementType.BOOL)).isEqualTo(3);
        assertThat(spec.size(ElementType.F64)).isEqualTo(1);
        assertThat(spec.parameterCount()).isEqualTo(15 + 3 + 5 + 1 + 4 + 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parameter w f32 3 0 trainable",
                "parameter w f16 3 0 trainable zeros",
                "parameter w f32 3x 0 sometimes zeros",
                "parameter w f32 -3 0 trainable zeros",
                "parameter w f32 99999x99999 0 trainable zeros",
                "input x f32",
                "colour red",
                "loss",
                "entry e\noptimizer adam",
                "loss l\noptimizer adam beta1"
            })
    void brokenTextIsRefused(String line) {
        assertThatThrownBy(() -> ModelSpec.parse("forja-model 1\nmodel m\ndigest d\n" + line))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void brokenLineIsNamed() {
        assertThatThrownBy(() -> ModelSpec.parse("forja-model 1\nmodel m\ndigest d\ncolour red"))
                .hasMessageContaining("line 4 'colour red'");
        assertThatThrownBy(() -> ModelSpec.parse("something else"))
                .hasMessageContaining("expected 'forja-model 1', found 'something else'");
    }

    @Test
    void overlapAndDuplicateNamesAreRefused() {
        var first = Specs.parameter("a", ElementType.F32, 0, "zeros", 4);
        assertThatThrownBy(
                        () -> Specs.of(first, Specs.parameter("b", ElementType.F32, 3, "zeros", 1)))
                .hasMessageContaining("'a' and 'b' overlap");
        assertThatThrownBy(
                        () -> Specs.of(first, Specs.parameter("a", ElementType.F64, 0, "zeros", 1)))
                .hasMessageContaining("two parameters named 'a'");
        assertThat(
                        Specs.of(first, Specs.parameter("b", ElementType.F64, 3, "zeros", 1))
                                .parameters())
                .hasSize(2);
    }

    @Test
    void unknownNamesListTheKnownOnes() {
        assertThatThrownBy(() -> Specs.everything().parameter("nope"))
                .hasMessageContaining("nope")
                .hasMessageContaining("layer.bias");
        assertThatThrownBy(() -> Specs.everything().entry("nope")).hasMessageContaining("classify");
        assertThatThrownBy(
                        () -> Specs.everything().entry("loss").optimizer().hyperParameter("beta3"))
                .hasMessageContaining("beta3")
                .hasMessageContaining("beta1");
    }

    @Test
    void shapesCannotBeChangedFromOutside() {
        var shape = new int[] {2, 3};
        var parameter =
                new ParameterSpec("p", ElementType.F32, shape, true, new Initializer.Zeros(), 0);
        shape[0] = 9;
        parameter.shape()[1] = 9;
        assertThat(parameter.shape()).containsExactly(2, 3);
        assertThat(parameter.elements()).isEqualTo(6);
    }
}
