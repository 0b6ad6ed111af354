package dev.forja.bench.convolution;

import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.compiler.CompiledClass;
import dev.forja.compiler.load.LoadedEntry;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.passes.fuse.FuseKernels;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.lower.PrepareKernels;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.runtime.Lanes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Computes convolutions both ways in turns, on one thread, and prints what each takes and how far
 * it is from f64. Time is that of the thread on a processor, the least of several rounds, so that
 * other work on the machine matters little.
 */
public final class ConvolutionForms {
    private static final long SEED = 42;
    private static final int ROUNDS = 15;
    private static final long ROUND_NANOS = 100_000_000L;

    /** Warm is what has not become faster for so many rounds. */
    private static final int STEADY_ROUNDS = 30;

    private static final double FASTER = 0.98;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ConvolutionForms() {}

    /** The shapes, unless arguments say others, each {@code batch,in,out,size}. */
    private static List<ConvolutionShape> shapes(String[] args) {
        var given =
                args.length > 0
                        ? List.of(args)
                        : List.of(
                                "1,64,64,56",
                                "1,128,128,28",
                                "1,256,256,14",
                                "1,512,512,14",
                                "1,512,512,7",
                                "1,32,32,112",
                                "1,16,16,112",
                                "1,3,64,112",
                                "1,32,64,14",
                                "8,64,64,56",
                                "8,512,512,7");
        return given.stream()
                .map(text -> Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray())
                .flatMap(n ->
                        List.of(true, false).stream()
                                .map(last -> new ConvolutionShape(n[0], n[1], n[2], n[3], last)))
                .toList();
    }

    /** Prints a table. */
    public static void main(String[] args) {
        System.out.println(
                "| convolution | chosen | as a sum, µs | on tiles, µs | gain"
                        + " | error of the sum | error on tiles |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|");
        for (var shape : shapes(args)) {
            System.out.println(row(shape));
        }
    }

    private static String row(ConvolutionShape shape) {
        var random = new Random(SEED);
        var x = values(random, shape.batch() * shape.in() * shape.size() * shape.size());
        var kernel = values(random, 9 * shape.in() * shape.out());
        var direct = entry(shape.direct(), kernel, x);
        var tiles = entry(shape.transformed(), kernel, x);
        warm(direct);
        warm(tiles);
        double sum = Double.MAX_VALUE;
        double tiled = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            sum = Math.min(sum, micros(direct));
            tiled = Math.min(tiled, micros(tiles));
        }
        var exact = shape.exact(x, kernel);
        return "| %s | %s | %.0f | %.0f | %.2f | %.1e | %.1e |"
                .formatted(
                        shape,
                        shape.isTransformed() ? "yes" : "no",
                        sum,
                        tiled,
                        sum / tiled,
                        error(exact, direct),
                        error(exact, tiles));
    }

    private static float[] values(Random random, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    /** The entry of a model, whose convolutions stay as they are. */
    private static LoadedEntry entry(ModelDef model, float[] kernel, float[] x) {
        var forward = model.entries().getFirst().forward();
        var function = LowerModel.EVALUATION.run(forward, PassObserver.NONE);
        var kernels = PrepareKernels.of(FuseKernels.of(BuildKernels.of(function)));
        var unit =
                new LowerModel.Unit(
                        ConvolutionShape.ENTRY,
                        LoweredFunction.Kind.ENTRY,
                        function,
                        kernels,
                        Map.of());
        var lanes = List.of(Lanes.preferred());
        var lowered = LowerModel.lower(model, List.of(unit), lanes);
        var name = model.packageName() + "." + model.name();
        var classes =
                ModelClassWriter.write(lowered).entrySet().stream()
                        .map(one ->
                                new CompiledClass(
                                        one.getKey().replace('/', '.'), name, one.getValue()))
                        .toList();
        var loaded = LoadedModel.of(classes, lanes).getFirst();
        var parameters = loaded.model().parameters();
        loaded.model().parameters(parameters.with(ConvolutionShape.KERNEL, kernel));
        var entry = loaded.entry(ConvolutionShape.ENTRY);
        entry.prepare(new Object[] {x}, Map.of());
        return entry;
    }

    private static void warm(LoadedEntry entry) {
        double best = Double.MAX_VALUE;
        for (int steady = 0; steady < STEADY_ROUNDS; steady++) {
            double now = micros(entry);
            if (now < FASTER * best) {
                best = now;
                steady = 0;
            }
        }
    }

    private static double micros(LoadedEntry entry) {
        long start = THREADS.getCurrentThreadCpuTime();
        long end = start;
        int calls = 0;
        while (end - start < ROUND_NANOS) {
            entry.call();
            calls++;
            end = THREADS.getCurrentThreadCpuTime();
        }
        return (end - start) / 1e3 / calls;
    }

    /** The greatest difference, relative to the greatest value. */
    private static double error(double[] exact, LoadedEntry entry) {
        var values = (float[]) entry.output(0);
        double most = 0;
        double greatest = 0;
        for (int i = 0; i < exact.length; i++) {
            most = Math.max(most, Math.abs(values[i] - exact[i]));
            greatest = Math.max(greatest, Math.abs(exact[i]));
        }
        return most / greatest;
    }
}
