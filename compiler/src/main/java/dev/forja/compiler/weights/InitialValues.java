package dev.forja.compiler.weights;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.runtime.ElementType;
import dev.forja.runtime.Initializer;
import dev.forja.runtime.ModelSpec;
import dev.forja.runtime.ParameterSpec;
import dev.forja.runtime.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values that the parameters of a model have before it learns. */
public final class InitialValues {
    /** That of the constructor without arguments of generated classes. */
    private static final long SEED = 0;

    private InitialValues() {}

    /** By name, as a new object of the generated class has them. */
    public static SortedMap<String, TensorData> of(ModelDef model) {
        return values(model, Parameters.initial(spec(model), SEED));
    }

    /**
     * By name, as a safetensors file of the model has them.
     *
     * @throws IOException when the file can't be read, is broken or belongs to another model
     */
    public static SortedMap<String, TensorData> of(ModelDef model, Path file) throws IOException {
        return values(model, Parameters.load(spec(model), file));
    }

    /** Name, type, shape and initializer of the parameters alone. */
    private static ModelSpec spec(ModelDef model) {
        var next = new EnumMap<ElementType, Integer>(ElementType.class);
        var parameters = new ArrayList<ParameterSpec>();
        for (var parameter : model.parameters()) {
            var type = ElementType.parse(parameter.type().dtype().text());
            var added =
                    new ParameterSpec(
                            parameter.name(),
                            type,
                            sizes(parameter),
                            parameter.trainable(),
                            Initializer.parse(parameter.initializer()),
                            next.getOrDefault(type, 0));
            next.merge(type, added.elements(), Math::addExact);
            parameters.add(added);
        }
        return new ModelSpec(model.name(), "", parameters, List.of());
    }

    private static int[] sizes(ParameterDef parameter) {
        return parameter.type().shape().dims().stream()
                .mapToInt(dim -> Math.toIntExact(dim.constant()))
                .toArray();
    }

    private static SortedMap<String, TensorData> values(ModelDef model, Parameters parameters) {
        var values = new TreeMap<String, TensorData>();
        for (var parameter : model.parameters()) {
            var name = parameter.name();
            var array =
                    switch (parameter.type().dtype()) {
                        case F32 -> parameters.floats(name);
                        case F64 -> parameters.doubles(name);
                        case I32 -> parameters.ints(name);
                        case I64 -> parameters.longs(name);
                        case BOOL -> parameters.booleans(name);
                    };
            values.put(name, new TensorData(parameter.type(), array));
        }
        return values;
    }
}
