package dev.forja.bench.engine;

import dev.forja.bench.workload.Workload;

/** One way to run workloads. */
public interface Engine {
    /** Step size of the training steps. */
    float LEARNING_RATE = 0.01f;

    /** Short and unique. */
    String name();

    /** As it heads a column. */
    String title();

    /** What it runs on and its version, for the report; empty when it is the project's own. */
    default String product() {
        return "";
    }

    /** Threads that one call may use. */
    int threads();

    /** Can it run this workload? */
    boolean runs(Workload workload);

    /** Makes a workload ready to be called on the problem's inputs. */
    Session open(Problem problem) throws Exception;
}
