package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.frontend.java.JavaFrontend;
import dev.forja.frontend.java.SourceFile;
import dev.forja.frontend.java.SourceLookup;
import dev.forja.ir.graph.ModelDef;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.train.TrainingState;
import dev.forja.runtime.train.TrainingStep;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Models of the layers that ship with the language, trained by generated code on all lane counts.
 */
class LayersTrainingTest {
    private static final String HEADER =
            """
            package generated;
            import static dev.forja.dsl.Functions.*;
            import dev.forja.dsl.*;
            import dev.forja.dsl.layer.*;
            """;

    private static final String IMAGES =
            """
            @Model
            class Program {
                final Conv2d first = new Conv2d(1, 6, 3);
                final BatchNorm norm = new BatchNorm(6, 1e-3, 0.5);
                final DepthwiseConv2d own = new DepthwiseConv2d(6, 3, 1, "same");
                final Conv2d second = new Conv2d(6, 8, 3, 2, "valid");
                final GroupNorm groups = new GroupNorm(2, 8);
                final ConvTranspose2d wider = new ConvTranspose2d(8, 5, 3, 2);
                final Dropout dropout = new Dropout(0.1);
                final Dense last = new Dense(5, 3);

                Tensor logits(@Shape("n, 9, 9, 1") Tensor x) {
                    Tensor y = maxPool2d(relu(norm.apply(first.apply(x))), 2, 1, "same");
                    y = relu(groups.apply(second.apply(own.apply(y))));
                    y = avgPool2d(relu(wider.apply(y)), 3, 2, "same");
                    return last.apply(dropout.apply(globalAveragePool(y)));
                }

                @Loss(optimizer = "nesterov", clipByGlobalNorm = 1)
                Tensor loss(@Shape("n, 9, 9, 1") Tensor x, @Shape("n") IntTensor label) {
                    return mean(softmaxCrossEntropy(logits(x), label));
                }
            }
            """;

    private static final String SEQUENCES =
            """
            @Model
            class Program {
                final Embedding words = new Embedding(7, 8);
                final Conv1d near = new Conv1d(8, 8, 3);
                final LayerNorm before = new LayerNorm(8);
                final MultiHeadAttention attention = new MultiHeadAttention(8, 2, true);
                final RmsNorm after = new RmsNorm(8);
                final Dense last = new Dense(8, 3);

                @Loss(optimizer = "lamb")
                Tensor loss(@Shape("n, 5") IntTensor x, @Shape("n") IntTensor label) {
                    Tensor y = near.apply(words.apply(x));
                    y = y.plus(attention.apply(before.apply(y)));
                    Tensor logits = last.apply(mean(after.apply(y), 1));
                    return mean(softmaxCrossEntropy(logits, label));
                }
            }
            """;

    private static final int ROWS = 12;
    private static final int STEPS = 25;

    private static ModelDef parse(String text) {
        var lookup = SourceLookup.classPath(LayersTrainingTest.class.getClassLoader());
        return new JavaFrontend(lookup, Map.of())
                .parse(List.of(new SourceFile("Program.java", HEADER + text)))
                .getFirst();
    }

    /** The state after some steps, whose losses are put into the array. */
    private static TrainingState train(
            Class<?> type, int lanes, Object[] inputs, float rate, float[] losses)
            throws ReflectiveOperationException {
        var model =
                (CompiledModel) type.getConstructor(long.class, int.class).newInstance(7L, lanes);
        var step = (TrainingStep) type.getMethod("lossTraining").invoke(model);
        var state = new TrainingState(model.parameters(), step.slotCount(), 3);
        var workspace = model.workspace();
        for (int i = 0; i < STEPS; i++) {
            losses[i] = step.step(inputs, new int[] {ROWS}, rate, state, workspace);
        }
        return state;
    }

    private static void check(ModelDef model, Object[] inputs, float rate)
            throws ReflectiveOperationException {
        var classes =
                ModelClassWriter.write(
                        LowerModel.lower(model, CompiledProgram.LANES, PassObserver.NONE));
        var type = new Loader(classes).find("generated.Program");
        var losses = new float[STEPS];
        var expected = train(type, 1, inputs, rate, losses);
        assertThat(losses[STEPS - 1]).isLessThan(0.8f * losses[0]);
        for (int lanes : CompiledProgram.LANES) {
            var other = new float[STEPS];
            var state = train(type, lanes, inputs, rate, other);
            assertThat(other).as("losses with %s lanes", lanes).isEqualTo(losses);
            assertThat(state.f32).as("parameters with %s lanes", lanes).isEqualTo(expected.f32);
            assertThat(state.slots).as("slots with %s lanes", lanes).isEqualTo(expected.slots);
        }
    }

    private static int[] labels(Random random) {
        return random.ints(ROWS, 0, 3).toArray();
    }

    @Test
    void imagesAreLearnedToTheSameBits() throws ReflectiveOperationException {
        var random = new Random(5);
        int[] labels = labels(random);
        var x = new float[ROWS * 81];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() + labels[i / 81] * ((i % 81) / 40);
        }
        check(parse(IMAGES), new Object[] {x, labels}, 0.3f);
    }

    @Test
    void sequencesAreLearnedToTheSameBits() throws ReflectiveOperationException {
        var random = new Random(6);
        int[] labels = labels(random);
        var x = new int[ROWS * 5];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 5 == 2 ? labels[i / 5] : random.nextInt(7);
        }
        check(parse(SEQUENCES), new Object[] {x, labels}, 0.1f);
    }

    @Test
    void batchNormGathersTheStatisticsOfItsBatches() throws ReflectiveOperationException {
        var model =
                parse(
                        """
                        @Model
                        class Program {
                            final BatchNorm norm = new BatchNorm(1, 1e-3, 0.75);
                            @Loss Tensor loss(@Shape("n, 1") Tensor x) {
                                return mean(square(norm.apply(x)));
                            }
                        }
                        """);
        var classes =
                ModelClassWriter.write(LowerModel.lower(model, List.of(8), PassObserver.NONE));
        var type = new Loader(classes).find("generated.Program");
        var compiled =
                (CompiledModel) type.getConstructor(long.class, int.class).newInstance(0L, 8);
        var step = (TrainingStep) type.getMethod("lossTraining").invoke(compiled);
        var state = new TrainingState(compiled.parameters(), step.slotCount(), 0);
        var inputs = new Object[] {new float[] {1, 3, 5, 7}};
        step.step(inputs, new int[] {4}, 0.1f, state, compiled.workspace());
        var after = state.snapshot();
        assertThat(after.floats("norm.mean")).isEqualTo(new float[] {0.25f * 4});
        assertThat(after.floats("norm.variance")).isEqualTo(new float[] {0.75f + 0.25f * 5});
    }
}
