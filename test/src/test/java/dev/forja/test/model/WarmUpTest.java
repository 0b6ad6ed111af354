package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Lanes;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.Workspace;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Scalar code serves first, vector code takes over; nobody sees more of it than {@code lanes()}.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WarmUpTest {
    private static final int ROWS = 7;

    private static SourceModel digits;
    private static float[] pixels;

    @BeforeAll
    static void compile() throws IOException {
        digits = SourceModel.of(Sources.DIGITS);
        pixels =
                Arrays.copyOf(
                        DigitsData.read(Sources.DIGITS_DATA).floats("pixels"),
                        ROWS * DigitsData.PIXELS);
    }

    /** As a service makes it: nobody says how many lanes. */
    private static CompiledModel service() throws ReflectiveOperationException {
        return (CompiledModel) digits.type().getConstructor().newInstance();
    }

    private static float[] classify(CompiledModel model, Workspace workspace)
            throws ReflectiveOperationException {
        var out = new float[ROWS * DigitsData.CLASSES];
        method(model).invoke(model, pixels, ROWS, out, workspace);
        return out;
    }

    private static Method method(CompiledModel model) throws ReflectiveOperationException {
        return model.getClass()
                .getMethod("classify", float[].class, int.class, float[].class, Workspace.class);
    }

    private static float[] expected(Parameters parameters) throws ReflectiveOperationException {
        var model = digits.make(0, 1);
        model.parameters(parameters);
        return classify(model, model.workspace());
    }

    @Test
    void aModelWithLanesServesWithThemFromTheFirstCall() throws ReflectiveOperationException {
        var model = digits.make(0, Lanes.preferred());
        assertThat(model.lanes()).isEqualTo(Lanes.preferred());
        assertThat(classify(model, model.workspace())).isEqualTo(expected(model.parameters()));
    }

    @Test
    void callersSeeTheSameBitsBeforeAndAfterTheChange() throws Exception {
        var model = service();
        assertThat(model.lanes()).isEqualTo(1);
        float[] expected = expected(model.parameters());
        var isOver = new AtomicBoolean();
        Callable<Integer> caller =
                () -> {
                    var workspace = model.workspace();
                    int calls = 0;
                    int after = 0;
                    while (after < 100 && !isOver.get()) {
                        after += model.lanes() == 1 ? 0 : 1;
                        assertThat(classify(model, workspace)).isEqualTo(expected);
                        calls++;
                    }
                    return calls;
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var callers = List.of(threads.submit(caller), threads.submit(caller));
            awaitVectors(model);
            int calls = 0;
            for (var one : callers) {
                calls += one.get(1, TimeUnit.MINUTES);
            }
            // A hundred each after the change, and before it the one at least that began it.
            assertThat(calls).isGreaterThan(200);
            isOver.set(true);
        }
        assertThat(model.lanes()).isEqualTo(Lanes.preferred());
    }

    private static void awaitVectors(CompiledModel model) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (model.lanes() == 1 && System.nanoTime() < until) {
            Thread.sleep(5);
        }
    }

    @Test
    void warmUpMayBeCalledByAnyThreadAndAgain() throws Exception {
        var model = service();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var runs = new ArrayList<Future<?>>();
            for (int i = 0; i < 3; i++) {
                runs.add(threads.submit(() -> model.warmUp()));
            }
            for (var run : runs) {
                run.get(1, TimeUnit.MINUTES);
            }
        }
        assertThat(model.lanes()).isEqualTo(Lanes.preferred());
        float[] expected = expected(model.parameters());
        long start = System.nanoTime();
        model.warmUp();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
        assertThat(classify(model, model.workspace())).isEqualTo(expected);
    }

    @Test
    void parametersSwappedMeanwhileStay() throws Exception {
        var model = service();
        var rehearsing = new Thread(model::warmUp);
        rehearsing.start();
        int seed = 1;
        while (rehearsing.isAlive()) {
            var next = Parameters.initial(model.spec(), seed++);
            model.parameters(next);
            assertThat(model.parameters()).isSameAs(next);
            assertThat(classify(model, model.workspace())).isEqualTo(expected(next));
        }
        assertThat(seed).isGreaterThan(10);
        assertThat(model.lanes()).isEqualTo(Lanes.preferred());
        assertThat(classify(model, model.workspace())).isEqualTo(expected(model.parameters()));
    }

    @Test
    void chosenSizesAreChecked() throws ReflectiveOperationException {
        var model = service();
        assertThatThrownBy(() -> model.warmUp(Map.of("rows", 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'rows'")
                .hasMessageContaining("[n]");
        assertThatThrownBy(() -> model.warmUp(Map.of("n", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'n'")
                .hasMessageContaining("0");
        assertThat(model.lanes()).isEqualTo(1);
        model.warmUp(Map.of("n", ROWS));
        assertThat(model.lanes()).isEqualTo(Lanes.preferred());
        assertThat(classify(model, model.workspace())).isEqualTo(expected(model.parameters()));
    }
}
