package dev.forja.bench.engine;

import dev.forja.bench.workload.SourceUse;
import dev.forja.bench.workload.Task;
import dev.forja.bench.workload.Workload;
import dev.forja.compiler.ExportOptions;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.load.Shapes;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A workload with its model compiled, its initial parameters and made-up input: the same values in
 * every process.
 *
 * @param model our model object
 * @param entry the entry or loss to run
 * @param inputs carriers in the order of the entry's inputs
 */
public record Problem(Workload workload, LoadedModel model, EntrySpec entry, List<Object> inputs) {
    private static final long SEED = 42;

    /** Compiles the model of a workload and makes up its input. */
    public static Problem of(Workload workload) {
        LoadedModel model = compiled(workload);
        var entry = model.model().spec().entry(workload.entry());
        var random = new Random(SEED);
        var inputs = new ArrayList<>();
        for (var input : entry.inputs()) {
            inputs.add(madeUp(input, workload, random));
        }
        return new Problem(workload, model, entry, inputs);
    }

    /** The parameters that every engine starts from. */
    public Parameters parameters() {
        return model.model().parameters();
    }

    /** The sizes of an input. */
    public int[] shape(int input) {
        return Shapes.of(entry.inputs().get(input), workload.symbols());
    }

    /** The sizes of the output. */
    public int[] outputShape() {
        return Shapes.of(entry.outputs().getFirst(), workload.symbols());
    }

    private static LoadedModel compiled(Workload workload) {
        return SourceUse.with(
                workload.source(),
                workload.bound(),
                request -> LoadedModel.of(new ModelCompiler().compile(request)).getFirst());
    }

    /** The entry as an ONNX file, with the sizes of the workload and the initial parameters. */
    public byte[] onnx() {
        if (workload.source().isOnnx()) {
            return workload.source().bytes();
        }
        if (workload.task() instanceof Task.Memory memory) {
            return MemoryFile.of(
                    memory,
                    parameters(),
                    entry.inputs().getFirst().name(),
                    entry.outputs().getFirst().name());
        }
        var options = new ExportOptions(Optional.of(workload.entry()), Optional.empty());
        var sizes = new TreeMap<>(workload.bound());
        workload.symbols().forEach((symbol, size) -> sizes.put(symbol, (long) size));
        return SourceUse.with(
                workload.source(),
                sizes,
                request -> new ModelCompiler().export(request, options).bytes());
    }

    /** Floats spread over [-1, 1), class labels. */
    private static Object madeUp(TensorSpec input, Workload workload, Random random) {
        int elements = 1;
        for (int size : Shapes.of(input, workload.symbols())) {
            elements *= size;
        }
        Object carrier = input.type().newCarrier(elements);
        switch (carrier) {
            case float[] values -> {
                for (int i = 0; i < elements; i++) {
                    values[i] = random.nextFloat() * 2 - 1;
                }
            }
            case int[] values -> {
                var range = workload.task().indices(input.name());
                for (int i = 0; i < elements; i++) {
                    values[i] = random.nextInt(range.from(), range.to());
                }
            }
            case long[] values -> {
                var range = workload.task().indices(input.name());
                for (int i = 0; i < elements; i++) {
                    values[i] = random.nextInt(range.from(), range.to());
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "no made-up values for input " + input.name() + " of " + input.type());
        }
        return carrier;
    }
}
