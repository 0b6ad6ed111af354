package dev.forja.compiler.onnx;

import dev.forja.compiler.CompiledClass;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.load.LoadedEntry;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.load.Shapes;
import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.runtime.ElementType;
import dev.forja.runtime.ModelSpec;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.TensorSpec;
import dev.forja.runtime.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** An imported model as a class in this process, with its weights. */
public final class LoadedOnnx {
    private final OnnxModel imported;
    private final LoadedModel loaded;
    private final LoadedEntry entry;

    private LoadedOnnx(OnnxModel imported, LoadedModel loaded, Workspace workspace) {
        this.imported = imported;
        this.loaded = loaded;
        this.entry = loaded.entry(OnnxFrontend.ENTRY, workspace);
    }

    /** The same model, called with another workspace. */
    public LoadedOnnx with(Workspace workspace) {
        return new LoadedOnnx(imported, loaded, workspace);
    }

    /**
     * Compiles and loads a model.
     *
     * @param lanes lane count of its kernels
     * @throws dev.forja.ir.diag.CompileException when it can't be compiled
     */
    public static LoadedOnnx of(OnnxModel imported, int lanes) {
        List<CompiledClass> classes = ModelCompiler.classes(imported.model(), List.of(lanes));
        LoadedModel loaded = LoadedModel.of(classes, List.of(lanes)).getFirst();
        if (!imported.weights().isEmpty()) {
            loaded.model().parameters(weights(loaded.model().spec(), imported.weights()));
        }
        return new LoadedOnnx(imported, loaded, loaded.model().workspace());
    }

    public LoadedModel loaded() {
        return loaded;
    }

    /** Names in the file of the inputs, in the order of {@link #run}. */
    public List<String> inputs() {
        return imported.inputs();
    }

    /**
     * One call.
     *
     * @param inputs in the order of {@link #inputs}
     * @return outputs in the order of the file
     * @throws IllegalArgumentException when the inputs have other shapes than the model takes
     */
    public List<TensorData> run(List<TensorData> inputs) {
        var shapes = inputs.stream().map(input -> sizes(input.type().shape())).toList();
        Map<String, Integer> symbols = Shapes.bind(entry.spec().inputs(), shapes);
        entry.prepare(inputs.stream().map(TensorData::array).toArray(), symbols);
        entry.call();
        var results = new ArrayList<TensorData>();
        for (int i = 0; i < entry.spec().outputs().size(); i++) {
            TensorSpec output = entry.spec().outputs().get(i);
            long[] dims = Arrays.stream(Shapes.of(output, symbols)).asLongStream().toArray();
            var type = new TensorType(DType.parse(output.type().text()), Shape.of(dims));
            results.add(new TensorData(type, entry.output(i)));
        }
        return results;
    }

    private static int[] sizes(Shape shape) {
        return shape.dims().stream().mapToInt(dim -> Math.toIntExact(dim.constant())).toArray();
    }

    private static Parameters weights(ModelSpec spec, SortedMap<String, TensorData> weights) {
        var arrays = new EnumMap<ElementType, Object>(ElementType.class);
        for (var type : ElementType.values()) {
            arrays.put(type, type.newCarrier(spec.size(type)));
        }
        for (var parameter : spec.parameters()) {
            System.arraycopy(
                    weights.get(parameter.name()).array(),
                    0,
                    arrays.get(parameter.type()),
                    parameter.offset(),
                    parameter.elements());
        }
        return Parameters.of(
                spec,
                (float[]) arrays.get(ElementType.F32),
                (double[]) arrays.get(ElementType.F64),
                (int[]) arrays.get(ElementType.I32),
                (long[]) arrays.get(ElementType.I64),
                (boolean[]) arrays.get(ElementType.BOOL));
    }
}
