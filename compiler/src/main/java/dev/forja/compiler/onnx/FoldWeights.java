package dev.forja.compiler.onnx;

import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Result;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.HoldsNumbers;
import dev.forja.ir.op.KeepsElements;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.passes.tensor.EliminateDeadCode;
import dev.forja.passes.tensor.FixedValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Computes once what an imported model computes from its weights alone, and keeps the results as
 * weights in place of those that nothing else reads. It is computed by what the compiler makes of
 * it, so that the results have the bits that they would have in a call.
 */
public final class FoldWeights {
    /** Of all that is computed; a model that asks for more at compile time is no honest one. */
    private static final double POINTS = 2e9;

    /** A result may have as many elements as the model has weights, and as a small table has. */
    private static final long SMALL = 1 << 16;

    private final OnnxModel imported;
    private final Function function;
    private final Set<Value> fixed;

    private FoldWeights(OnnxModel imported) {
        this.imported = imported;
        this.function =
                LowerModel.IMPORTED.run(
                        imported.model().entries().getFirst().forward(), PassObserver.NONE);
        this.fixed = modest(function, imported.weights());
    }

    /** The same model, or one with other weights that computes less. */
    public static OnnxModel in(OnnxModel imported) {
        return new FoldWeights(imported).folded();
    }

    private static Set<Value> modest(Function function, SortedMap<String, TensorData> weights) {
        long limit = SMALL + weights.values().stream().mapToLong(TensorData::size).sum();
        var fixed = FixedValues.of(function);
        for (var node : function.nodes()) {
            boolean isModest =
                    fixed.containsAll(node.operands())
                            && node.results().stream().allMatch(value -> size(value) <= limit);
            if (!isModest) {
                node.results().forEach(fixed::remove);
            }
        }
        return fixed;
    }

    /** Of a static shape; more than there can be where that is no number. */
    private static double size(Value value) {
        return value.type().shape().dims().stream()
                .mapToDouble(dim -> dim.isConstant() ? dim.constant() : Double.POSITIVE_INFINITY)
                .reduce(1, (a, b) -> a * b);
    }

    private OnnxModel folded() {
        var wanted = wanted();
        if (wanted.isEmpty()) {
            return imported;
        }
        var program = program(wanted);
        if (points(program.model()) > POINTS) {
            return imported;
        }
        var computed = LoadedOnnx.of(program, 1).run(List.of());
        var weights = new TreeMap<>(imported.weights());
        var parameters = new ArrayList<>(imported.model().parameters());
        var names = names(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            var value = wanted.get(i);
            weights.put(names.get(value), computed.get(i));
            parameters.add(
                    new ParameterDef(
                            names.get(value), value.type(), "zeros", false, value.location()));
        }
        var rest = withParameters(names);
        var read = new HashSet<String>();
        rest.params(Role.PARAMETER).forEach(param -> read.add(param.name()));
        weights.keySet().retainAll(read);
        parameters.removeIf(parameter -> !read.contains(parameter.name()));
        return with(parameters, rest, weights);
    }

    /** The values' own names, or longer ones where something that is left is called so. */
    private SequencedMap<Value, String> names(List<Value> wanted) {
        var taken = new HashSet<String>(function.symbols());
        function.results().forEach(result -> taken.add(result.name()));
        function.params().forEach(param -> taken.add(param.name()));
        var names = new LinkedHashMap<Value, String>();
        for (var value : wanted) {
            var name = value.name();
            while (!taken.add(name)) {
                name += "_";
            }
            names.put(value, name);
        }
        return names;
    }

    private OnnxModel with(
            List<ParameterDef> parameters, Function entry, SortedMap<String, TensorData> weights) {
        var model = imported.model();
        var doc = model.entries().getFirst().doc();
        var changed =
                new ModelDef(
                        model.packageName(),
                        model.name(),
                        model.doc(),
                        model.location(),
                        parameters,
                        List.of(new EntryDef(entry, null, doc)));
        return new OnnxModel(changed, weights, imported.inputs(), imported.outputs());
    }

    /**
     * What calls read of fixed values, each at the place before which all work is done: repeating
     * elements, and reading them in another shape, costs nothing where it is read.
     */
    private List<Value> wanted() {
        var wanted = new LinkedHashSet<Value>();
        for (var node : function.nodes()) {
            if (!fixed.containsAll(node.results())) {
                node.operands().forEach(operand -> want(operand, wanted));
            }
        }
        function.results().forEach(result -> want(result.value(), wanted));
        return List.copyOf(wanted);
    }

    private void want(Value read, Set<Value> wanted) {
        var value = read;
        while (fixed.contains(value) && isView(value.definition())) {
            value = value.definition().operands().getFirst();
        }
        if (fixed.contains(value) && isWork(value)) {
            wanted.add(value);
        }
    }

    private static boolean isView(Node node) {
        return node != null && node.op() instanceof KeepsElements;
    }

    /**
     * Arithmetic on numbers and positions alone is done where it is read. A table of numbers is
     * written out by code, so it is better kept where the weights are, if there are any.
     */
    private boolean isWork(Value value) {
        var seen = new HashSet<Value>();
        var pending = new ArrayList<>(List.of(value));
        while (!pending.isEmpty()) {
            var node = pending.removeLast().definition();
            boolean isTable =
                    node != null
                            && node.op() instanceof HoldsNumbers table
                            && table.number().isEmpty()
                            && !imported.weights().isEmpty();
            if (isTable) {
                return true;
            }
            if (node == null || node.operands().isEmpty()) {
                continue;
            }
            boolean isPlain = node.op() instanceof ElementwiseOp || isView(node);
            boolean readsWeights = node.operands().stream().anyMatch(Value::isParameter);
            if (!isPlain || readsWeights) {
                return true;
            }
            node.operands().stream().filter(seen::add).forEach(pending::add);
        }
        return false;
    }

    /** What computes the wanted values, as a model without inputs. */
    private OnnxModel program(List<Value> wanted) {
        var needed = new HashSet<Value>(wanted);
        for (var node : function.nodes().reversed()) {
            if (node.results().stream().anyMatch(needed::contains)) {
                needed.addAll(node.operands());
            }
        }
        var entry =
                new Function(
                        OnnxFrontend.ENTRY,
                        function.params().stream().filter(needed::contains).toList(),
                        roles(needed),
                        function.nodes().stream()
                                .filter(node -> node.results().stream().anyMatch(needed::contains))
                                .toList(),
                        wanted.stream().map(v -> Result.output(v.name(), v)).toList());
        var names = entry.params().stream().map(Value::name).toList();
        var weights = new TreeMap<>(imported.weights());
        weights.keySet().retainAll(names);
        var model =
                new ModelDef(
                        "",
                        imported.model().name(),
                        "",
                        imported.model().location(),
                        imported.model().parameters().stream()
                                .filter(parameter -> names.contains(parameter.name()))
                                .toList(),
                        List.of(new EntryDef(entry, null, "")));
        return new OnnxModel(model, weights, List.of(), wanted.stream().map(Value::name).toList());
    }

    private HashMap<Value, Role> roles(Set<Value> params) {
        var roles = new HashMap<>(function.roles());
        roles.keySet().retainAll(params);
        return roles;
    }

    private static double points(ModelDef model) {
        return LowerModel.units(model, PassObserver.NONE).stream()
                .flatMap(unit -> unit.kernels().kernels().stream())
                .mapToDouble(node -> points(node.kernel()))
                .sum();
    }

    private static double points(Kernel kernel) {
        return kernel.axes().stream()
                .mapToDouble(axis -> axis.extent().constant())
                .reduce(1, (a, b) -> a * b);
    }

    /** The function with parameters in place of the wanted values, without what is idle then. */
    private Function withParameters(SequencedMap<Value, String> names) {
        var builder = new FunctionBuilder(function.name());
        var values = new HashMap<Value, Value>();
        for (var param : function.params()) {
            values.put(param, builder.param(function, param));
        }
        names.forEach((value, name) ->
                values.put(
                        value,
                        builder.param(name, value.type(), Role.PARAMETER, value.location())));
        for (var node : function.nodes()) {
            if (!values.keySet().containsAll(node.results())) {
                builder.copy(node, values);
            }
        }
        function.results()
                .forEach(result -> builder.output(result.name(), values.get(result.value())));
        var live = new EliminateDeadCode().run(builder.build());
        var read = new HashSet<Value>();
        live.nodes().forEach(node -> read.addAll(node.operands()));
        live.results().forEach(result -> read.add(result.value()));
        var params =
                live.params().stream()
                        .filter(param -> live.role(param) == Role.INPUT || read.contains(param))
                        .toList();
        var roles = new HashMap<>(live.roles());
        roles.keySet().retainAll(params);
        return new Function(live.name(), params, roles, live.nodes(), live.results());
    }
}
