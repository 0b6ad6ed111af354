package dev.forja.passes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.text.FunctionParser;
import dev.forja.ir.verify.Verifier;
import dev.forja.passes.Meaning;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.tensor.DecomposeComposites;
import dev.forja.passes.tensor.DisableDropout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final String CLASSIFY =
            """
            func @classify(input %x: f32[n, 4], parameter %w: f32[4, 3], parameter %b: f32[3]) {
              %product = matMul(%x, %w) : f32[n, 3]
              %spread = broadcast(%b) {shape = [n, 3], axes = [1]} : f32[n, 3]
              %logits = add(%product, %spread) : f32[n, 3]
              %dropped = dropout(%logits) {rate = 0.5, stream = 0} : f32[n, 3]
              %unused = exp(%dropped) : f32[n, 3]
              %p = softmax(%dropped) {axis = -1} : f32[n, 3]
              return classify = %p
            }
            """;

    @Test
    void aPassThatLacksWhatItRequiresIsRefused() {
        assertThatThrownBy(() -> new Pipeline("mine", List.of(new DecomposeComposites())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "mine: decompose-composites requires [DROPOUT_DECIDED], but only [] hold");
        var right = new Pipeline("mine", List.of(new DisableDropout(), new DecomposeComposites()));
        assertThat(right.passes()).hasSize(2);
    }

    @Test
    void theObserverHearsOfEveryPassAndEachResultIsWellFormed() {
        var before = FunctionParser.parse(CLASSIFY);
        var names = new ArrayList<String>();
        var after =
                LowerModel.EVALUATION.run(
                        before,
                        (pass, function, nanos) -> {
                            names.add(pass);
                            assertThat(Verifier.verify(function)).as(pass).isEmpty();
                            assertThat(nanos).isNotNegative();
                            Meaning.assertEqual(before, function);
                        });
        assertThat(names)
                .containsExactlyElementsOf(
                        LowerModel.EVALUATION.passes().stream().map(Pass::name).toList());
        assertThat(after.nodes()).noneMatch(node -> node.op() instanceof CompositeOp);
        assertThat(after.nodes()).noneMatch(node -> node.result().name().equals("unused"));
    }
}
