package dev.forja.bench.sweep;

import dev.forja.bench.jmh.Preparation;
import dev.forja.bench.workload.ModelSource;
import dev.forja.bench.workload.SourceUse;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.load.Shapes;
import dev.forja.compiler.measure.EntryBenchmark;
import dev.forja.runtime.TensorSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Main class of a process that measures a series, as {@code forja bench} does with one model. */
final class SeriesRun {
    /** So long the JIT compiler has to be idle, in processor time, before a size is measured. */
    private static final long QUIET_NANOS = 1_000_000_000;

    private SeriesRun() {}

    /**
     * Measures, and prints a line a size: the size and the median of a call in microseconds.
     *
     * @param arguments name of the series, seconds a size, sizes
     */
    public static void main(String... arguments) throws Exception {
        var series = Series.named(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        // Sizes that are symbols are those of one class, as in a service.
        var models = new HashMap<String, LoadedModel>();
        for (int i = 2; i < arguments.length; i++) {
            var point = series.point().apply(Integer.parseInt(arguments[i]));
            var model =
                    models.computeIfAbsent(point.source().text(), _ -> compiled(point.source()));
            warmUp(model, point);
            var report =
                    new EntryBenchmark(model, point.entry(), point.symbols()).run(1, 1, seconds);
            System.out.println(arguments[i] + " " + report.p50Micros());
        }
    }

    /**
     * As a service does it, which brings kernels out of the interpreter, and then by the work of
     * the JIT compiler and not by the clock, which a busy machine lets run.
     */
    private static void warmUp(LoadedModel model, Point point) throws Exception {
        model.model().warmUp(point.symbols());
        var entry = model.entry(point.entry());
        var inputs =
                entry.spec().inputs().stream()
                        .map(input -> input.type().newCarrier(elements(input, point)))
                        .toArray();
        entry.prepare(inputs, point.symbols());
        Preparation.warmUp(entry::call, QUIET_NANOS);
    }

    private static int elements(TensorSpec input, Point point) {
        return Arrays.stream(Shapes.of(input, point.symbols())).reduce(1, Math::multiplyExact);
    }

    private static LoadedModel compiled(ModelSource source) {
        return SourceUse.with(
                source,
                Map.of(),
                request -> LoadedModel.of(new ModelCompiler().compile(request)).getFirst());
    }
}
