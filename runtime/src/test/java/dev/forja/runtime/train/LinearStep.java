package dev.forja.runtime.train;

import dev.forja.runtime.ElementType;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.Initializer;
import dev.forja.runtime.ModelSpec;
import dev.forja.runtime.OptimizerSpec;
import dev.forja.runtime.ParameterSpec;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.TensorSpec;
import dev.forja.runtime.Workspace;
import java.util.List;
import java.util.Map;

/**
 * Linear regression written by hand in the manner of a generated step: y = w0 x0 + w1 x1 + b, mean
 * squared error, momentum whose strength depends on the step count, as Adam's correction does.
 */
final class LinearStep implements TrainingStep {
    static final float[] TRUTH = {2, -3, 0.5f};

    static final ModelSpec MODEL =
            new ModelSpec(
                    "samples.Linear",
                    "d1",
                    List.of(
                            new ParameterSpec(
                                    "w",
                                    ElementType.F32,
                                    new int[] {2},
                                    true,
                                    Initializer.parse("normal 1"),
                                    0),
                            new ParameterSpec(
                                    "b",
                                    ElementType.F32,
                                    new int[0],
                                    true,
                                    Initializer.parse("zeros"),
                                    2)),
                    List.of());

    private final EntrySpec entry;

    LinearStep(String batch) {
        entry =
                new EntrySpec(
                        "loss",
                        EntrySpec.Kind.LOSS,
                        List.of(
                                new TensorSpec("x", ElementType.F32, List.of(batch, "2")),
                                new TensorSpec("y", ElementType.F32, List.of(batch))),
                        List.of(new TensorSpec("loss", ElementType.F32, List.of())),
                        batch.equals("n") ? List.of("n") : List.of(),
                        new OptimizerSpec("momentum", Map.of("momentum", 0.9f)));
    }

    LinearStep() {
        this("n");
    }

    static Parameters initial() {
        return Parameters.initial(MODEL, 1);
    }

    /** Rows of the true line, with a little noise that repeats. */
    static Dataset data(int rows) {
        var x = new float[rows * 2];
        var y = new float[rows];
        for (int i = 0; i < rows; i++) {
            x[2 * i] = (float) Math.sin(i * 1.7);
            x[2 * i + 1] = (float) Math.cos(i * 0.9);
            y[i] = TRUTH[0] * x[2 * i] + TRUTH[1] * x[2 * i + 1] + TRUTH[2] + 0.01f * (i % 7 - 3);
        }
        return Dataset.of(rows).floats("x", x).floats("y", y).build();
    }

    @Override
    public EntrySpec spec() {
        return entry;
    }

    @Override
    public int slotCount() {
        return 3;
    }

    @Override
    public float step(
            Object[] inputs,
            int[] symbols,
            float learningRate,
            TrainingState state,
            Workspace workspace) {
        workspace.reserve(3, 0, 0, 0, 0);
        var gradient = workspace.f32;
        gradient[0] = gradient[1] = gradient[2] = 0;
        float loss = pass(inputs, symbols, state, gradient);
        float momentum = 0.9f * state.step / (state.step + 10f);
        for (int i = 0; i < 3; i++) {
            state.slots[i] = momentum * state.slots[i] + gradient[i];
            state.f32[i] -= learningRate * state.slots[i];
        }
        state.step++;
        return loss;
    }

    @Override
    public float loss(Object[] inputs, int[] symbols, TrainingState state, Workspace workspace) {
        return pass(inputs, symbols, state, null);
    }

    private static float pass(
            Object[] inputs, int[] symbols, TrainingState state, float[] gradient) {
        var x = (float[]) inputs[0];
        var y = (float[]) inputs[1];
        int n = symbols.length == 0 ? y.length : symbols[0];
        if (x.length != 2 * n || y.length != n) {
            throw new IllegalArgumentException("expected " + n + " rows, found " + y.length);
        }
        var p = state.f32;
        float sum = 0;
        for (int i = 0; i < n; i++) {
            float error = p[0] * x[2 * i] + p[1] * x[2 * i + 1] + p[2] - y[i];
            sum += error * error;
            if (gradient != null) {
                gradient[0] += 2 * error * x[2 * i] / n;
                gradient[1] += 2 * error * x[2 * i + 1] / n;
                gradient[2] += 2 * error / n;
            }
        }
        return sum / n;
    }
}
