package dev.forja.bench.jmh;

import dev.forja.bench.engine.Agreement;
import dev.forja.bench.engine.Engines;
import dev.forja.bench.engine.ForjaEngine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import dev.forja.bench.workload.Workloads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One engine on one workload, once its results agree with those of our generated class. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
    /** Name of the engine. */
    @Param("forja")
    public String engine;

    /** Name of the workload. */
    @Param("digits")
    public String workload;

    /** How long the JIT compiler has to be idle before anything is measured. */
    @Param("1000")
    public int quietMillis;

    private Session session;

    /** Makes the engine ready, compares its results with ours and warms it up. */
    @Setup
    public void open() throws Exception {
        var problem = Problem.of(Workloads.named(workload));
        session = Engines.named(engine).open(problem);
        if (!engine.equals(ForjaEngine.NAME)) {
            try (var ours = Engines.ours().open(problem)) {
                Facts.difference(Agreement.require(engine, ours.check(), session.check()));
            }
        }
        Preparation.warmUp(session::call, TimeUnit.MILLISECONDS.toNanos(quietMillis));
        Facts.allocated(Preparation.allocatedPerCall(session));
    }

    @TearDown
    public void close() {
        session.close();
    }

    /** One call on prepared input. */
    @Benchmark
    public void call() throws Exception {
        session.call();
    }
}
