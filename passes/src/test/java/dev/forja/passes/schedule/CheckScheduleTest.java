package dev.forja.passes.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.text.FunctionParser;
import dev.forja.passes.fuse.FuseKernels;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.lower.PrepareKernels;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckScheduleTest {
    private static final Target TARGET = Target.of(8);

    /** x[m0, k0] times w[k0, n1]; the bias is added behind the sum. */
    private static final Kernel CONTRACTION =
            kernel(
                    """
                    func @f(input %x: f32[n, 384], parameter %w: f32[384, 96], parameter %bias: f32[96]) {
                      %y = contract(%x, %w) {lhsBatch = [], rhsBatch = [], lhsContract = [1], rhsContract = [0]} : f32[n, 96]
                      %spread = broadcast(%bias) {shape = [n, 96], axes = [1]} : f32[n, 96]
                      %z = add(%y, %spread) : f32[n, 96]
                      return z = %z
                    }
                    """);

    /** The rows of a matrix, each summed along the axis that goes into the lanes. */
    private static final Kernel ROWS =
            kernel(
                    """
                    func @f(input %x: f32[n, 64]) {
                      %rows = reduceSum(%x) {axes = [1], keepDims = false} : f32[n]
                      return rows = %rows
                    }
                    """);

    private static final Kernel GUARDED =
            kernel(
                    """
                    func @f(input %x: f32[n, 4]) {
                      %y = pad(%x) {low = [0, 1], high = [0, 2], interior = [0, 0], value = 0.5} : f32[n, 7]
                      return y = %y
                    }
                    """);

    private static Kernel kernel(String text) {
        var graph = FuseKernels.of(BuildKernels.of(FunctionParser.parse(text)));
        return PrepareKernels.of(graph).kernels().getLast().kernel();
    }

    private static Iterable<String> problems(Kernel kernel, String schedule) {
        return CheckSchedule.problems(kernel, TARGET, Schedule.parse(schedule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vectorize(n1, 1x8)",
                "vectorize(n1, 4x8) jam(m0, 3) group(2)",
                "jam(m0, 5)",
                "jam(n1, 5)",
                "vectorize(n1, 2x8) pack(w, n1 k0)",
                "vectorize(n1, 2x8) pack(w, k0 n1) pack(x, m0 k0 +16)",
                "vectorize(n1, 3x8) jam(m0, 4) pack(x, k0 m0) pack(bias, n1)"
            })
    void aLegalScheduleHasNoProblem(String schedule) {
        assertThat(problems(CONTRACTION, schedule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vectorize(q, 1x8)                      | there is no axis q
                    vectorize(k0, 1x8)                     | k0 is a reduction axis
                    vectorize(m0, 1x8)                     | m0 can't go into the lanes
                    vectorize(n1, 1x4)                     | vectors of f32 have 8 lanes, not 4
                    vectorize(n1, 0x8)                     | a panel has at least 1 vector, not 0
                    vectorize(n1, 1x8) vectorize(n1, 1x8)  | there is more than one Vectorize
                    jam(k0, 2)                             | k0 is a reduction axis
                    jam(m0, 0)                             | an axis is jammed by at least 1, not 0
                    vectorize(n1, 1x8) jam(n1, 2)          | n1 is vectorised and can't be jammed
                    group(2)                               | without panels there is nothing to group
                    vectorize(n1, 1x8) group(0)            | a group has at least 1 panel, not 0
                    pack(w, n1 k0)                         | without a vectorised axis nothing is packed
                    vectorize(n1, 1x8) pack(v, n1 k0)      | there is no operand v to pack
                    vectorize(n1, 1x8) pack(w, n1)         | w is packed along [k0, n1], not [n1]
                    vectorize(n1, 1x8) pack(w, n1 n1)      | w is packed along [k0, n1], not [n1, n1]
                    vectorize(n1, 1x8) pack(w, n1 k0 +4)   | w can't be padded by 4
                    """)
    void anIllegalScheduleIsRefused(String schedule, String problem) {
        assertThat(problems(CONTRACTION, schedule)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vectorize(i0, 1x8)           | a tree reduction is vectorised along its last axis, not i0
                    vectorize(r1, 2x8)           | a tree reduction takes 1 vector, not 2
                    jam(i0, 2)                   | a tree reduction takes no jam, no group and no pack
                    vectorize(r1, 1x8) group(2)  | a tree reduction takes no jam, no group and no pack
                    """)
    void aTreeHasItsOwnLaw(String schedule, String problem) {
        assertThat(ROWS.axes()).extracting(axis -> axis.name()).containsExactly("i0", "r1");
        assertThat(problems(ROWS, schedule)).containsExactly(problem);
    }

    @Test
    void whatAddsIntoItsResultIsNotScheduled() {
        var scatter =
                kernel(
                        """
                        func @f(input %x: f32[n, 16], input %i: i32[n]) {
                          %y = scatterAdd(%x, %i) {axis = 0, size = 9} : f32[9, 16]
                          return y = %y
                        }
                        """);
        assertThat(scatter.accumulates()).isTrue();
        assertThat(problems(scatter, "")).isEmpty();
        assertThat(problems(scatter, "vectorize(i1, 1x8)"))
                .containsExactly(
                        "a kernel that adds into its result runs in scalar code, one by one");
    }

    @Test
    void aGuardedOperandIsNotPacked() {
        assertThat(problems(GUARDED, "vectorize(i1, 1x8) pack(x, i0 i1)"))
                .containsExactly("x is read under a guard or at a computed position");
    }

    @Test
    void aScalarTargetHasNoVectors() {
        var schedule = Schedule.parse("vectorize(n1, 1x1)");
        assertThat(CheckSchedule.problems(CONTRACTION, Target.of(1), schedule))
                .containsExactly("the target has no vectors");
    }

    @Test
    void aCheckedChoiceRefusesByName() {
        ScheduleChoice wrong = (_, _, _) -> Schedule.parse("jam(k0, 2)");
        assertThatThrownBy(() -> wrong.checked().choose(CONTRACTION, TARGET, Set.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("kernel z, schedule jam(k0, 2): k0 is a reduction axis");
        ScheduleChoice right = ChooseSchedule::of;
        assertThat(right.checked().choose(CONTRACTION, TARGET, Set.of()))
                .isEqualTo(ChooseSchedule.of(CONTRACTION, TARGET, Set.of()));
    }
}
