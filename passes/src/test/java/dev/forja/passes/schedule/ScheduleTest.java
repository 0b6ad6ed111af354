package dev.forja.passes.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.text.FunctionParser;
import dev.forja.passes.fuse.FuseKernels;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.lower.PrepareKernels;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final List<Target> TARGETS = Stream.of(1, 4, 8, 16).map(Target::of).toList();

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream()
                .flatMap(List::stream)
                .filter(sample -> sample.op() instanceof StructuredOp);
    }

    /** The only kernel of a function of one contraction. */
    private static Kernel contraction(
            String lhs, String rhs, String result, int lhsAxis, int rhsAxis) {
        var function =
                FunctionParser.parse(
                        """
                        func @f(input %%x: f32%s, parameter %%w: f32%s) {
                          %%y = contract(%%x, %%w) {lhsBatch = [], rhsBatch = [], lhsContract = [%d], rhsContract = [%d]} : f32%s
                          return y = %%y
                        }
                        """
                                .formatted(lhs, rhs, lhsAxis, rhsAxis, result));
        KernelGraph graph = PrepareKernels.of(FuseKernels.of(BuildKernels.of(function)));
        assertThat(graph.kernels()).hasSize(1);
        return graph.kernels().getFirst().kernel();
    }

    private static Map<Integer, String> schedules(Kernel kernel, Set<Integer> constants) {
        var texts = new LinkedHashMap<Integer, String>();
        for (var target : TARGETS) {
            texts.put(target.lanes(), ChooseSchedule.of(kernel, target, constants).toString());
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyChosenScheduleIsReadBackAndNamesItsKernelsAxes(Sample sample) {
        var op = (StructuredOp) sample.op();
        var result = op.inferTypes(sample.operands()).getFirst();
        for (var raw : op.kernels(sample.operands(), result, Location.UNKNOWN)) {
            var kernel = UniqueNames.of(CollapseAxes.of(raw));
            var axes = kernel.axes().stream().map(axis -> axis.name()).toList();
            for (var target : TARGETS) {
                var schedule = ChooseSchedule.of(kernel, target, Set.of());
                assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
                schedule.vectorize().ifPresent(step -> assertThat(axes).contains(step.axis()));
                schedule.jam().ifPresent(step -> assertThat(axes).contains(step.axis()));
                schedule.packs().forEach(step -> assertThat(axes).containsAll(step.axes()));
                assertThat(CheckSchedule.problems(kernel, target, schedule)).isEmpty();
                assertThat(axes).containsAll(schedule.parallel());
            }
        }
    }

    @Test
    void aContractionKeepsATileOfAccumulatorsInRegisters() {
        var kernel = contraction("[n, 384]", "[384, 384]", "[n, 384]", 1, 0);
        for (var target : TARGETS.subList(1, TARGETS.size())) {
            var schedule = ChooseSchedule.of(kernel, target, Set.of(1));
            int vectors = schedule.vectorize().orElseThrow().vectors();
            int rows = schedule.jam().orElseThrow().factor();
            assertThat(vectors * rows).isBetween(target.accumulators() / 2, target.accumulators());
            assertThat(schedule.vectorize().orElseThrow().lanes()).isEqualTo(target.lanes());
        }
    }

    /** 6 rows by 16 columns on AVX2, as measured best. */
    @Test
    void theScheduleOfAContractionIsAsWritten() {
        var kernel = contraction("[n, 384]", "[384, 384]", "[n, 384]", 1, 0);
        var rest = "group(4) pack(w, n1 k0) parallel(n1 m0)";
        assertThat(schedules(kernel, Set.of(1)))
                .containsEntry(1, "jam(n1, 4) parallel(m0 n1)")
                .containsEntry(4, "vectorize(n1, 2x4) jam(m0, 6) " + rest)
                .containsEntry(8, "vectorize(n1, 2x8) jam(m0, 6) " + rest)
                .containsEntry(16, "vectorize(n1, 2x16) jam(m0, 12) " + rest);
    }

    @Test
    void constantWeightsArePackedAlongTheVectorisedAxis() {
        var kernel = contraction("[n, 384]", "[384, 384]", "[n, 384]", 1, 0);
        var schedule = ChooseSchedule.of(kernel, Target.of(8), Set.of(1));
        var vector = schedule.vectorize().orElseThrow().axis();
        assertThat(schedule.packs())
                .anyMatch(pack -> pack.operand().equals("w") && pack.axes().contains(vector));
    }

    @Test
    void aTransposedWeightIsPackedWhateverItIs() {
        var kernel = contraction("[n, 384]", "[384, 384]", "[n, 384]", 1, 1);
        for (var target : TARGETS.subList(1, TARGETS.size())) {
            var schedule = ChooseSchedule.of(kernel, target, Set.of());
            assertThat(schedule.packs()).anyMatch(pack -> pack.operand().equals("w"));
        }
    }

    @Test
    void theChoiceDependsOnKernelAndTargetAlone() {
        var first = contraction("[n, 64]", "[64, 10]", "[n, 10]", 1, 0);
        var second = contraction("[n, 64]", "[64, 10]", "[n, 10]", 1, 0);
        assertThat(schedules(first, Set.of(1))).isEqualTo(schedules(second, Set.of(1)));
    }

    @Test
    void scalarCodeHasOneLane() {
        assertThat(Target.of(1).lanes()).isEqualTo(1);
        assertThatThrownBy(() -> Target.of(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1, 4, 8 or 16, not 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vectorize(n, 2x16) jam(m, 12) pack(w, n k)
                    vectorize(n1, 1x8) group(4) pack(x, m0 k0 +16)
                    jam(i0, 4)
                    jam(i0, 4) parallel(m0 i0)
                    """)
    void textIsReadBack(String text) {
        assertThat(Schedule.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vectorise(n, 2x16)", "jam(m)x", "jam(m, 4) and more", "hello"})
    void whatIsNoScheduleIsRefused(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void noScheduleIsNoText() {
        assertThat(Schedule.parse("")).isEqualTo(Schedule.NONE);
        assertThat(Schedule.NONE).hasToString("");
    }

    /** 60 doublings: unfolded, the expression has 2^60 leaves. */
    @Test
    void sharedSubexpressionsAreLookedAtOnce() {
        var function = new StringBuilder("func @f(input %x0: f32[n, 64]) {\n");
        for (int i = 1; i <= 60; i++) {
            function.append(
                    "  %%x%d = add(%%x%d, %%x%d) : f32[n, 64]%n".formatted(i, i - 1, i - 1));
        }
        function.append("  return y = %x60\n}\n");
        var parsed = FunctionParser.parse(function.toString());
        var schedules =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> {
                            var fused = FuseKernels.of(BuildKernels.of(parsed));
                            return PrepareKernels.of(fused).kernels().stream()
                                    .map(KernelNode::kernel)
                                    .map(kernel -> schedules(kernel, Set.of()))
                                    .toList();
                        });
        assertThat(schedules.getFirst()).containsEntry(8, "vectorize(i0i1, 1x8) parallel(i0i1)");
    }

    /** Kernels of a fused graph are what schedules are chosen for. */
    @Test
    void everyFusedKernelOfAStepHasASchedule() {
        var function =
                FunctionParser.parse(
                        """
                        func @f(input %x: f32[n, 64]) {
                          %e = exp(%x) : f32[n, 64]
                          %rows = reduceSum(%e) {axes = [1], keepDims = false} : f32[n]
                          return rows = %rows
                        }
                        """);
        var graph = PrepareKernels.of(FuseKernels.of(BuildKernels.of(function)));
        for (KernelNode node : graph.kernels()) {
            var schedule = ChooseSchedule.of(node.kernel(), Target.of(8), Set.of());
            assertThat(schedule.vectorize()).isPresent();
        }
    }
}
