package dev.forja.bench.engine;

import dev.forja.bench.workload.Workload;
import dev.forja.compiler.load.LoadedEntry;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Workspace;
import dev.forja.runtime.train.TrainingState;
import dev.forja.runtime.train.TrainingStep;

/** The generated class. */
public final class ForjaEngine implements Engine {
    /** Its name. */
    public static final String NAME = "forja";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Forja";
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public boolean runs(Workload workload) {
        return true;
    }

    @Override
    public Session open(Problem problem) throws ReflectiveOperationException {
        return switch (problem.workload().kind()) {
            case INFERENCE -> new Inference(problem);
            case TRAINING -> new Training(problem);
        };
    }

    private static final class Inference implements Session {
        private final LoadedEntry entry;

        Inference(Problem problem) {
            entry = problem.model().entry(problem.workload().entry());
            entry.prepare(problem.inputs().toArray(), problem.workload().symbols());
        }

        @Override
        public void call() {
            entry.call();
        }

        @Override
        public float[] check() {
            entry.call();
            return ((float[]) entry.output(0)).clone();
        }
    }

    private static final class Training implements Session {
        private final TrainingStep step;
        private final TrainingState state;
        private final Object[] inputs;
        private final int[] symbols;
        private final Workspace workspace = new Workspace();

        Training(Problem problem) throws ReflectiveOperationException {
            CompiledModel model = problem.model().model();
            step =
                    (TrainingStep)
                            model.getClass()
                                    .getMethod(problem.workload().entry() + "Training")
                                    .invoke(model);
            state = new TrainingState(problem.parameters(), step.slotCount(), 0);
            inputs = problem.inputs().toArray();
            symbols =
                    step.spec().symbols().stream()
                            .mapToInt(problem.workload().symbols()::get)
                            .toArray();
        }

        @Override
        public void call() {
            step.step(inputs, symbols, LEARNING_RATE, state, workspace);
        }

        @Override
        public float[] check() {
            float[] losses = new float[CHECKED_STEPS];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = step.step(inputs, symbols, LEARNING_RATE, state, workspace);
            }
            return losses;
        }
    }
}
