package dev.forja.bench.peers.ort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.bench.engine.Agreement;
import dev.forja.bench.engine.ForjaEngine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.workload.Workload;
import dev.forja.bench.workload.Workloads;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exported models of the benchmarks compute what our classes do, however they are called. */
class OrtEnginesTest {
    static List<Workload> workloads() {
        return Workloads.all().stream()
                .filter(workload -> workload.kind() == Workload.Kind.INFERENCE)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void enginesAgree(Workload workload) throws Exception {
        var problem = Problem.of(workload);
        float[] ours;
        try (var session = new ForjaEngine(1).open(problem)) {
            ours = session.check();
        }
        for (var engine : new OrtEngines().engines()) {
            assertThat(engine.runs(workload)).isTrue();
            try (var session = engine.open(problem)) {
                Agreement.require(engine.name(), ours, session.check());
            }
        }
    }
}
