package dev.forja.bench.sweep;

import dev.forja.bench.workload.ModelSource;
import dev.forja.bench.workload.SourceUse;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.measure.EntryBenchmark;
import java.util.HashMap;
import java.util.Map;

/** Main class of a process that measures a series, as {@code forja bench} does with one model. */
final class SeriesRun {
    private SeriesRun() {}

    /**
     * Measures, and prints a line a size: the size and the median of a call in microseconds.
     *
     * @param arguments name of the series, seconds a size, sizes
     */
    public static void main(String... arguments) {
        var series = Series.named(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        // Sizes that are symbols are those of one class, as in a service.
        var models = new HashMap<ModelSource, LoadedModel>();
        for (int i = 2; i < arguments.length; i++) {
            var point = series.point().apply(Integer.parseInt(arguments[i]));
            var model = models.computeIfAbsent(point.source(), SeriesRun::compiled);
            var report =
                    new EntryBenchmark(model, point.entry(), point.symbols()).run(1, 1, seconds);
            System.out.println(arguments[i] + " " + report.p50Micros());
        }
    }

    private static LoadedModel compiled(ModelSource source) {
        return SourceUse.with(
                source,
                Map.of(),
                request -> LoadedModel.of(new ModelCompiler().compile(request)).getFirst());
    }
}
