package dev.forja.passes.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Role;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.text.FunctionParser;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.GoldenFile;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.passes.schedule.Schedule;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BufferPlanTest {
    private static final String CHAIN =
            """
            func @f(input %x: f32[n, 32]) {
              %a = exp(%x) : f32[n, 32]
              %b = tanh(%a) : f32[n, 32]
              %c = exp(%b) : f32[n, 32]
              %d = tanh(%c) : f32[n, 32]
              %e = exp(%d) : f32[n, 32]
              return y = %e
            }
            """;

    static Stream<GoldenFile> functions() {
        return GoldenFile.passes().stream().flatMap(pass -> GoldenFile.of(pass).stream());
    }

    private static KernelGraph graph(Function function) {
        return BuildKernels.of(LowerModel.EVALUATION.run(function, PassObserver.NONE));
    }

    private static List<ScheduledKernel> steps(KernelGraph graph) {
        return graph.kernels().stream()
                .map(node -> new ScheduledKernel(node, Schedule.NONE, Map.of()))
                .toList();
    }

    private static Set<Buffer> results(KernelGraph graph) {
        return graph.kernels().stream()
                .map(node -> node.result())
                .filter(graph::isResult)
                .collect(Collectors.toSet());
    }

    private static long value(Dim dim, long size) {
        Map<String, Dim> bindings =
                dim.symbols().stream().collect(Collectors.toMap(s -> s, _ -> Dim.of(size)));
        return dim.substitute(bindings).constant();
    }

    /** The last step that reads or writes a buffer. */
    private static int lastUse(List<ScheduledKernel> steps, Buffer buffer) {
        int last = -1;
        for (int i = 0; i < steps.size(); i++) {
            var node = steps.get(i).node();
            if (node.result().equals(buffer) || node.operands().contains(buffer)) {
                last = i;
            }
        }
        return last;
    }

    @ParameterizedTest
    @MethodSource("functions")
    void buffersThatLiveTogetherDoNotOverlap(GoldenFile file) {
        var graph = graph(file.before());
        var steps = steps(graph);
        var results = results(graph);
        var plan = BufferPlan.of(steps, graph.params(), Map.of(), results);
        for (long size : new long[] {0, 1, 13}) {
            var live = new HashSet<>(graph.params());
            for (int i = 0; i < steps.size(); i++) {
                live.add(steps.get(i).node().result());
                assertApart(plan, live, size);
                int now = i;
                live.removeIf(buffer ->
                        !graph.params().contains(buffer)
                                && !results.contains(buffer)
                                && lastUse(steps, buffer) <= now);
            }
        }
    }

    private static void assertApart(BufferPlan plan, Set<Buffer> live, long size) {
        for (var one : live) {
            for (var other : live) {
                var a = (Storage.Scratch) plan.storage(one);
                var b = (Storage.Scratch) plan.storage(other);
                if (!one.equals(other) && a.dtype() == b.dtype()) {
                    long fromA = value(a.offset(), size);
                    long fromB = value(b.offset(), size);
                    long toA = fromA + value(one.type().shape().size(), size);
                    long toB = fromB + value(other.type().shape().size(), size);
                    assertThat(toA <= fromB || toB <= fromA)
                            .as(
                                    "%s at %d to %d, %s at %d to %d",
                                    one, fromA, toA, other, fromB, toB)
                            .isTrue();
                    long all = value(plan.workspace().get(a.dtype()), size);
                    assertThat(toA).isLessThanOrEqualTo(all);
                }
            }
        }
    }

    @Test
    void aPlaceIsUsedAgainOnceItsBufferIsNotNeeded() {
        var graph = graph(FunctionParser.parse(CHAIN));
        assertThat(graph.kernels()).hasSize(5);
        var plan = BufferPlan.of(steps(graph), graph.params(), Map.of(), results(graph));
        // The input, and two places by turns.
        assertThat(plan.workspace().get(DType.F32)).hasToString("96*n");
    }

    @Test
    void whatHasAPlaceOfItsOwnTakesNoneInTheWorkspace() {
        var graph = graph(FunctionParser.parse(CHAIN));
        var fixed = Map.<Buffer, Storage>of(graph.params().getFirst(), new Storage.Input(0));
        var plan = BufferPlan.of(steps(graph), graph.params(), fixed, results(graph));
        assertThat(plan.workspace().get(DType.F32)).hasToString("64*n");
        assertThat(plan.storage(graph.params().getFirst())).isEqualTo(new Storage.Input(0));
    }

    @Test
    void anUpdateInPlaceComesAfterTheLastReaderOfTheOldValue() {
        var graph =
                graph(
                        FunctionParser.parse(
                                """
                                func @f(input %x: f32[3], parameter %w: f32[3]) {
                                  %next = sub(%w, %x) : f32[3]
                                  %y = exp(%w) : f32[3]
                                  return y = %y, next %w = %next
                                }
                                """));
        var ordered = OrderUpdates.of(graph);
        assertThat(ordered.nodes().stream().map(step -> step.writes().getFirst().name()))
                .containsExactly("y", "next");
        assertThat(ordered.indirect()).isEmpty();
    }

    @Test
    void anUpdateThatReadsElsewhereThanItWritesIsIndirect() {
        var graph =
                graph(
                        FunctionParser.parse(
                                """
                                func @f(parameter %w: f32[3, 3]) {
                                  %next = transpose(%w) {permutation = [1, 0]} : f32[3, 3]
                                  return next %w = %next
                                }
                                """));
        var ordered = OrderUpdates.of(graph);
        assertThat(ordered.indirect()).hasSize(1);
        var parameter = graph.params().getFirst();
        assertThat(graph.roles().get(parameter)).isEqualTo(Role.PARAMETER);
    }
}
