package dev.forja.test;

import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Role;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.passes.schedule.ChooseSchedule;
import dev.forja.passes.schedule.ScheduleChoice;
import dev.forja.passes.schedule.Target;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.Workspace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A program as generated classes for all lane counts. */
final class CompiledProgram {
    static final List<Integer> LANES = List.of(1, 4, 8, 16);

    private final Program program;
    private final Map<String, byte[]> classes;
    private final Class<?> type;
    private final Method entry;

    CompiledProgram(Program program) {
        this(program, Target::of, ChooseSchedule::of);
    }

    CompiledProgram(Program program, ScheduleChoice schedules) {
        this(program, Target::of, schedules);
    }

    /**
     * @param targets what to generate code for, by lane count
     */
    CompiledProgram(Program program, IntFunction<Target> targets) {
        this(program, targets, ChooseSchedule::of);
    }

    private CompiledProgram(
            Program program, IntFunction<Target> targets, ScheduleChoice schedules) {
        this.program = program;
        var model = program.model();
        this.classes =
                ModelClassWriter.write(
                        LowerModel.lowerFor(
                                model,
                                LowerModel.units(model, PassObserver.NONE),
                                LANES.stream().map(targets::apply).toList(),
                                schedules));
        this.type = new Loader(classes).find("generated.Program");
        this.entry =
                Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equals(Program.ENTRY))
                        .filter(method -> method.getReturnType() == void.class)
                        .findFirst()
                        .orElseThrow();
    }

    /** Class files by internal name. */
    Map<String, byte[]> classes() {
        return classes;
    }

    /**
     * One call with the kernels of a lane count.
     *
     * @param inputs one tensor per parameter of the function, the model's included
     */
    List<Tensor> run(int lanes, Map<String, Long> symbols, List<Tensor> inputs) {
        return run(lanes, symbols, inputs, new Workspace());
    }

    /** One call that uses the threads of a workspace. */
    List<Tensor> run(
            int lanes, Map<String, Long> symbols, List<Tensor> inputs, Workspace workspace) {
        try {
            var model =
                    (CompiledModel)
                            type.getConstructor(long.class, int.class).newInstance(0L, lanes);
            var arguments = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                var param = program.function().params().get(i);
                if (program.function().role(param) == Role.PARAMETER) {
                    model.parameters(with(model.parameters(), param.name(), array(inputs.get(i))));
                } else {
                    arguments.add(array(inputs.get(i)));
                }
            }
            program.function()
                    .symbols()
                    .forEach(symbol -> arguments.add(symbols.get(symbol).intValue()));
            var types =
                    program.function().outputs().stream()
                            .map(value -> Program.bound(value.type(), symbols))
                            .toList();
            var outputs = new ArrayList<>();
            types.forEach(output -> outputs.add(array(Tensor.zeros(output))));
            arguments.addAll(outputs);
            arguments.add(workspace);
            entry.invoke(model, arguments.toArray());
            var results = new ArrayList<Tensor>();
            for (int i = 0; i < types.size(); i++) {
                results.add(tensor(types.get(i), outputs.get(i)));
            }
            return results;
        } catch (InvocationTargetException e) {
            throw new AssertionError(
                    "generated code failed with " + lanes + " lanes", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Parameters with(Parameters parameters, String name, Object values) {
        return switch (values) {
            case float[] array -> parameters.with(name, array);
            case double[] array -> parameters.with(name, array);
            case int[] array -> parameters.with(name, array);
            case long[] array -> parameters.with(name, array);
            case boolean[] array -> parameters.with(name, array);
            default -> throw new IllegalArgumentException(values.getClass().toString());
        };
    }

    private static Object array(Tensor tensor) {
        int size = tensor.size();
        return switch (tensor.type().dtype()) {
            case F32 -> {
                var array = new float[size];
                for (int i = 0; i < size; i++) {
                    array[i] = (float) tensor.floats()[i];
                }
                yield array;
            }
            case F64 -> tensor.floats().clone();
            case I32 -> Arrays.stream(tensor.integers()).mapToInt(x -> (int) x).toArray();
            case I64 -> tensor.integers().clone();
            case BOOL -> {
                var array = new boolean[size];
                for (int i = 0; i < size; i++) {
                    array[i] = tensor.integers()[i] != 0;
                }
                yield array;
            }
        };
    }

    private static Tensor tensor(TensorType type, Object array) {
        var tensor = Tensor.zeros(type);
        for (int i = 0; i < tensor.size(); i++) {
            Number element =
                    switch (array) {
                        case float[] values -> (Number) (double) values[i];
                        case double[] values -> (Number) values[i];
                        case int[] values -> (Number) (long) values[i];
                        case long[] values -> (Number) values[i];
                        case boolean[] values -> (Number) (values[i] ? 1L : 0L);
                        default -> throw new IllegalArgumentException(array.getClass().toString());
                    };
            tensor.set(i, element);
        }
        return tensor;
    }

    /** Where two tensors differ in a bit, as text; null when they don't. A NaN equals every NaN. */
    static String difference(Tensor a, Tensor b) {
        for (int i = 0; i < a.size(); i++) {
            var x = a.get(i);
            var y = b.get(i);
            boolean same =
                    a.type().dtype().isFloat()
                            ? Double.doubleToLongBits(x.doubleValue())
                                    == Double.doubleToLongBits(y.doubleValue())
                            : x.longValue() == y.longValue();
            if (!same) {
                return "element " + i + " of " + a.type() + ": " + x + " and " + y;
            }
        }
        return null;
    }

    /** Where a result is far from the reference, as text; null when it isn't. */
    static String deviation(Tensor reference, Tensor result, double tolerance) {
        for (int i = 0; i < reference.size(); i++) {
            double x = reference.get(i).doubleValue();
            double y = result.get(i).doubleValue();
            boolean near =
                    Double.isNaN(x)
                            ? Double.isNaN(y)
                            : x == y || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(x));
            if (!near) {
                return "element "
                        + i
                        + " of "
                        + reference.type()
                        + ": reference "
                        + x
                        + ", result "
                        + y;
            }
        }
        return null;
    }

    static double tolerance(DType type) {
        return type == DType.F64 ? 1e-9 : 1e-4;
    }
}
