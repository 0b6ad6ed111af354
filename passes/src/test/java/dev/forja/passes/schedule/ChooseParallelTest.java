package dev.forja.passes.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.text.FunctionParser;
import dev.forja.passes.fuse.FuseKernels;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.loops.LowerKernel;
import dev.forja.passes.lower.PrepareKernels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChooseParallelTest {
    private static final Target TARGET = Target.of(8);

    private static KernelNode last(String function) {
        return PrepareKernels.of(FuseKernels.of(BuildKernels.of(FunctionParser.parse(function))))
                .kernels()
                .getLast();
    }

    private static KernelNode contraction(String lhs, String rhs, String result, int axis) {
        return last(
                """
                func @f(input %%x: f32%s, input %%w: f32%s) {
                  %%y = contract(%%x, %%w) {lhsBatch = [], rhsBatch = [], lhsContract = [%d], rhsContract = [0]} : f32%s
                  return y = %%y
                }
                """
                        .formatted(lhs, rhs, axis, result));
    }

    private static List<String> cut(Kernel kernel) {
        return ChooseSchedule.of(kernel, TARGET, Set.of()).parallel();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # panels first, then rows
                    [768, 768] | [768, 768] | [768, 768] | 1 | n1 m0
                    [n, 784]   | [784, 256] | [n, 256]   | 1 | n1 m0
                    # a row is little work: its panels keep their constant number
                    [n, 30]    | [30, 64]   | [n, 64]    | 1 | m0
                    # one block of rows
                    [6, 768]   | [768, 768] | [6, 768]   | 1 | n1
                    # a gradient of weights: no symbol but the one that is summed over
                    [n, 64]    | [n, 128]   | [64, 128]  | 0 | n1 m1
                    # too small whatever happens
                    [8, 64]    | [64, 32]   | [8, 32]    | 1 | -
                    """)
    void contractionsAreCutByPanelsAndRows(
            String lhs, String rhs, String result, int axis, String expected) {
        var kernel = contraction(lhs, rhs, result, axis).kernel();
        assertThat(String.join(" ", cut(kernel))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // one number for everything
                """
                func @f(input %x: f32[n, 4096]) {
                  %y = reduceSum(%x) {axes = [0, 1], keepDims = false} : f32[]
                  return y = %y
                }
                """,
                // added up in index order, wherever the indices say
                """
                func @f(input %u: f32[4096, 4096], input %i: i32[4096]) {
                  %y = scatterAdd(%u, %i) {axis = 0, size = 9} : f32[9, 4096]
                  return y = %y
                }
                """
            })
    void whatAddsUpAcrossPartsIsNotCut(String function) {
        assertThat(cut(last(function).kernel())).isEmpty();
    }

    @Test
    void rowsOfATreeReductionAreCut() {
        var kernel =
                last("""
                func @f(input %x: f32[n, 4096]) {
                  %y = reduceSum(%x) {axes = [1], keepDims = false} : f32[n]
                  return y = %y
                }
                """)
                        .kernel();
        assertThat(cut(kernel)).hasSize(1);
    }

    @Test
    void theLimitIsTheTargets() {
        var kernel = contraction("[64, 64]", "[64, 128]", "[64, 128]", 1).kernel();
        assertThat(cut(kernel)).isEmpty();
        var always = ChooseSchedule.of(kernel, TARGET.withSplitWork(0), Set.of());
        assertThat(always.parallel()).containsExactly("n1", "m0");
        var large = contraction("[768, 768]", "[768, 768]", "[768, 768]", 1).kernel();
        assertThat(ChooseSchedule.of(large, TARGET.serial(), Set.of()).parallel()).isEmpty();
    }

    @Test
    void cutsLieBetweenBlocksOfTheSchedule() {
        var node = contraction("[n, 784]", "[784, 256]", "[n, 256]", 1);
        var schedule = ChooseSchedule.of(node.kernel(), TARGET, Set.of());
        var split = LowerKernel.split(new ScheduledKernel(node, schedule, Map.of())).orElseThrow();
        assertThat(split.axes().get(0).extent()).hasToString("256");
        assertThat(split.axes().get(0).block()).isEqualTo(4 * 2 * 8);
        assertThat(split.axes().get(1).extent()).hasToString("n");
        assertThat(split.axes().get(1).block()).isEqualTo(6);
        assertThat(split.hasScratch()).isFalse();
        assertThat(split.symbols()).containsExactly("n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel(k0)", "parallel(z)"})
    void anAxisThatCannotBeCutIsNamed(String schedule) {
        var node = contraction("[64, 64]", "[64, 64]", "[64, 64]", 1);
        var scheduled = new ScheduledKernel(node, Schedule.parse(schedule), Map.of());
        assertThatThrownBy(() -> LowerKernel.of(scheduled))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is no parallel axis");
    }

    @Test
    void workGrowsWithTheAxesAndIsMoreInScalarCode() {
        var kernel = contraction("[n, 784]", "[784, 256]", "[n, 256]", 1).kernel();
        var vector = KernelWork.of(kernel, ChooseSchedule.of(kernel, TARGET, Set.of()));
        assertThat(KernelWork.estimate(vector, 64))
                .isBetween(64.0 * 784 * 256, 1.1 * 64 * 784 * 256);
        var scalar = KernelWork.of(kernel, ChooseSchedule.of(kernel, Target.of(1), Set.of()));
        assertThat(scalar).isEqualTo(vector.times(8));
    }
}
