package dev.forja.bench.engine;

import dev.forja.bench.workload.Workload;
import dev.forja.compiler.load.LoadedEntry;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Team;
import dev.forja.runtime.Workspace;
import dev.forja.runtime.train.TrainingState;
import dev.forja.runtime.train.TrainingStep;

/**
 * The generated class.
 *
 * @param threads that work on one call
 */
public record ForjaEngine(int threads) implements Engine {
    /** Its name with one thread. */
    public static final String NAME = "forja";

    @Override
    public String name() {
        return threads == 1 ? NAME : NAME + "-" + threads;
    }

    @Override
    public String title() {
        return threads == 1 ? "Forja" : "Forja, " + threads + " threads";
    }

    @Override
    public boolean runs(Workload workload) {
        return true;
    }

    @Override
    public Session open(Problem problem) throws ReflectiveOperationException {
        var team = Team.of(threads);
        return switch (problem.workload().kind()) {
            case INFERENCE -> new Inference(problem, team);
            case TRAINING -> new Training(problem, team);
        };
    }

    private static final class Inference implements Session {
        private final Team team;
        private final LoadedEntry entry;

        Inference(Problem problem, Team team) {
            this.team = team;
            var model = problem.model();
            entry = model.entry(problem.workload().entry(), model.model().workspace(team));
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

        @Override
        public void close() {
            team.close();
        }
    }

    private static final class Training implements Session {
        private final Team team;
        private final TrainingStep step;
        private final TrainingState state;
        private final Object[] inputs;
        private final int[] symbols;
        private final Workspace workspace;

        Training(Problem problem, Team team) throws ReflectiveOperationException {
            this.team = team;
            CompiledModel model = problem.model().model();
            workspace = model.workspace(team);
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

        @Override
        public void close() {
            team.close();
        }
    }
}
