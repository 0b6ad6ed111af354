package dev.forja.test.support;

import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Role;
import dev.forja.ir.interp.Tensor;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.Workspace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A function compiled to classes for every lane count, as the entry of a model. */
public final class CompiledFunction {
    public static final List<Integer> LANES = List.of(1, 4, 8, 16);

    private final Function function;
    private final Map<String, byte[]> classes;
    private final Class<?> type;
    private final Map<Integer, CompiledModel> models = new HashMap<>();

    private CompiledFunction(Function function, Map<String, byte[]> classes) {
        this.function = function;
        this.classes = classes;
        try {
            this.type = new MemoryLoader(classes).loadClass("generated.Program");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles; parameters of role INPUT become arguments, of role PARAMETER parameters of the model. */
    public static CompiledFunction of(Function function) {
        var lowered = LowerModel.lower(Models.of(function), LANES, PassObserver.NONE);
        return new CompiledFunction(function, ModelClassWriter.write(lowered));
    }

    public Map<String, byte[]> classes() {
        return classes;
    }

    /**
     * One call with the kernels of one lane count.
     *
     * @param inputs one tensor per parameter of the function, in order
     */
    public List<Tensor> run(int lanes, Map<String, Long> symbols, List<Tensor> inputs) {
        var model = models.computeIfAbsent(lanes, this::model);
        var arguments = new ArrayList<Object>();
        var parameters = model.parameters();
        for (int i = 0; i < inputs.size(); i++) {
            var param = function.params().get(i);
            if (function.role(param) == Role.INPUT) {
                arguments.add(Carriers.of(inputs.get(i)));
            } else {
                parameters = with(parameters, param.name(), Carriers.of(inputs.get(i)));
            }
        }
        model.parameters(parameters);
        function.symbols().forEach(symbol -> arguments.add(Math.toIntExact(symbols.get(symbol))));
        int firstOutput = arguments.size();
        var types = outputTypes(symbols);
        types.forEach(output -> arguments.add(Carriers.of(Tensor.zeros(output))));
        arguments.add(new Workspace());
        call(model, arguments);
        var results = new ArrayList<Tensor>();
        for (int i = 0; i < types.size(); i++) {
            results.add(Carriers.tensor(types.get(i), arguments.get(firstOutput + i)));
        }
        return results;
    }

    private static Parameters with(Parameters parameters, String name, Object values) {
        return switch (values) {
            case float[] array -> parameters.with(name, array);
            case double[] array -> parameters.with(name, array);
            case int[] array -> parameters.with(name, array);
            case long[] array -> parameters.with(name, array);
            case boolean[] array -> parameters.with(name, array);
            default -> throw new IllegalArgumentException(values.getClass().getName());
        };
    }

    private List<TensorType> outputTypes(Map<String, Long> symbols) {
        var bindings =
                symbols.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Dim.of(e.getValue())));
        return function.outputs().stream()
                .map(value -> value.type().withShape(value.type().shape().substitute(bindings)))
                .toList();
    }

    private CompiledModel model(int lanes) {
        try {
            return (CompiledModel) type.getConstructor(long.class, int.class).newInstance(1L, lanes);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("lanes " + lanes, e);
        }
    }

    private void call(CompiledModel model, List<Object> arguments) {
        try {
            method(arguments.size()).invoke(model, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("lanes " + model.lanes(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The method without allocation: the one that takes a workspace last. */
    private Method method(int arguments) {
        for (var method : type.getMethods()) {
            var types = method.getParameterTypes();
            if (method.getName().equals(function.name())
                    && types.length == arguments
                    && types[arguments - 1] == Workspace.class) {
                return method;
            }
        }
        throw new IllegalStateException("no method " + function.name() + " of " + arguments + " arguments");
    }
}
