package dev.forja.frontend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The model of the design document. */
class DigitsTest {
    private final ModelDef model = read(Map.of());

    private static ModelDef read(Map<String, Long> bindings) {
        return Models.frontend(bindings)
                .parse(List.of(Models.resource("right/Digits.java")))
                .getFirst();
    }

    @Test
    void hasThePackageNameAndDocOfTheClass() {
        assertThat(model.packageName()).isEqualTo("example");
        assertThat(model.name()).isEqualTo("Digits");
        assertThat(model.doc()).isEqualTo("Tells handwritten digits apart.");
        assertThat(model.location()).hasToString("Digits.java:11:7");
    }

    @Test
    void hasItsParametersInDeclarationOrder() {
        assertThat(model.parameters())
                .extracting(ParameterDef::name, p -> p.type().toString(), ParameterDef::initializer)
                .containsExactly(
                        tuple("w1", "f32[64, 128]", "truncatedNormal 0.1"),
                        tuple("b1", "f32[128]", "zeros"),
                        tuple("output.weights", "f32[128, 10]", "glorot 128 10"),
                        tuple("output.bias", "f32[10]", "zeros"));
        assertThat(model.parameters()).allMatch(ParameterDef::trainable);
        assertThat(model.parameter("w1").location()).hasToString("Digits.java:14:23");
        assertThat(model.parameter("output.bias").location().file())
                .isEqualTo("dev/forja/dsl/layer/Dense.java");
    }

    @Test
    void hasItsEntriesWithInputsThenParameters() {
        assertThat(model.entries()).extracting(EntryDef::name).containsExactly("classify", "loss");
        var classify = model.entries().getFirst();
        assertThat(classify.isLoss()).isFalse();
        assertThat(classify.doc()).isEqualTo("The probability of each digit.");
        var f = classify.forward();
        assertThat(f.params())
                .extracting(Value::name)
                .containsExactly("pixels", "w1", "b1", "output.weights", "output.bias");
        assertThat(f.params(Role.INPUT)).extracting(Value::name).containsExactly("pixels");
        assertThat(f.results().getFirst().name()).isEqualTo("classify");
        assertThat(f.outputs().getFirst().type()).hasToString("f32[n, 10]");
    }

    @Test
    void namesValuesAfterTheSource() {
        assertThat(Models.text(model.entries().getFirst().forward()))
                .isEqualTo(
                        """
                        %matMul = matMul(%pixels, %w1) : f32[n, 128]
                        %broadcast = broadcast(%b1) : f32[n, 128]
                        %add = add(%matMul, %broadcast) : f32[n, 128]
                        %hidden = relu(%add) : f32[n, 128]
                        %matMul_1 = matMul(%hidden, %output.weights) : f32[n, 10]
                        %broadcast_1 = broadcast(%output.bias) : f32[n, 10]
                        %logits = add(%matMul_1, %broadcast_1) : f32[n, 10]
                        %classify = softmax(%logits) : f32[n, 10]\
                        """);
    }

    @Test
    void placesNodesWhereTheirOperatorStands() {
        var nodes = model.entries().getFirst().forward().nodes();
        assertThat(nodes.get(0).location()).hasToString("Digits.java:19:30");
        assertThat(nodes.get(2).location()).hasToString("Digits.java:19:49");
        assertThat(nodes.get(3).location()).hasToString("Digits.java:19:25");
        assertThat(nodes.get(4).location().file()).isEqualTo("dev/forja/dsl/layer/Dense.java");
        assertThat(nodes.getLast().location()).hasToString("Digits.java:30:16");
    }

    @Test
    void hasItsLossAsAScalar() {
        var loss = model.entries().get(1);
        assertThat(loss.optimizer().name()).isEqualTo("gradientDescent");
        assertThat(loss.optimizer().hyper()).isEmpty();
        assertThat(loss.forward().results().getFirst().name()).isEqualTo("loss");
        assertThat(loss.forward().outputs().getFirst().type()).hasToString("f32[]");
        assertThat(loss.forward().params(Role.INPUT))
                .extracting(value -> value.type().toString())
                .containsExactly("f32[n, 64]", "i32[n]");
        assertThat(Models.text(loss.forward()))
                .contains(
                        "%sparseSoftmaxCrossEntropy = sparseSoftmaxCrossEntropy(%logits, %label) : f32[n]");
    }

    @Test
    void bindsSymbolsAtBuildTime() {
        var fixed = read(Map.of("n", 32L)).entries().getFirst().forward();
        assertThat(fixed.symbols()).isEmpty();
        assertThat(fixed.outputs().getFirst().type()).hasToString("f32[32, 10]");
    }
}
