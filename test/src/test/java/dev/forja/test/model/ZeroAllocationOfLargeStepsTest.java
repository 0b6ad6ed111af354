package dev.forja.test.model;

import dev.forja.runtime.Lanes;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training steps of many kernels allocate nothing either. In a process whose compilers begin early:
 * a kernel that a step runs once over a few elements is interpreted for thousands of steps
 * otherwise, and its vectors are objects until it is compiled.
 */
class ZeroAllocationOfLargeStepsTest {
    /** Of steps that take long in scalar code: a single row, and some that leave a rest. */
    static Stream<Arguments> fewRows() {
        return Stream.of(1, Lanes.preferred())
                .distinct()
                .flatMap(lanes -> Stream.of(1, 3).map(rows -> Arguments.of(lanes, rows)));
    }

    /** Transposed convolutions, pooling and joined channels. */
    @ParameterizedTest
    @MethodSource("fewRows")
    void trainingStepOfTransposedConvolutions(int lanes, int rows) {
        int points = 32 * 32;
        StepAllocation.assertNone(
                Sources.sample("segmentation", "segmentation/ShapeSegmenter"),
                lanes,
                new Object[] {new float[rows * points], new int[rows * points]},
                rows);
    }

    /** A table of vectors whose gradient is scattered. */
    @ParameterizedTest
    @MethodSource("fewRows")
    void trainingStepOfEmbeddings(int lanes, int rows) {
        int tokens = 7;
        StepAllocation.assertNone(
                Sources.sample("text-classification", "textclassification/SpamFilter"),
                lanes,
                new Object[] {new int[rows * tokens], new float[rows]},
                rows,
                tokens);
    }

    /** Attention, layer normalisation, gradients of length 1 at most. */
    @ParameterizedTest
    @MethodSource("fewRows")
    void trainingStepOfATransformer(int lanes, int rows) {
        int context = 128;
        StepAllocation.assertNone(
                Sources.sample("transformer", "transformer/Decoder"),
                lanes,
                new Object[] {new int[rows * context], new int[rows * context]},
                rows);
    }
}
