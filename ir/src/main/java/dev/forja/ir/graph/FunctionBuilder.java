package dev.forja.ir.graph;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Location;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a function. Applying an equal operator to the same operands twice gives the same node, so
 * common subexpressions never exist twice.
 */
public final class FunctionBuilder {
    private record Key(TensorOp op, List<Value> operands) {}

    private final String name;
    private final List<Value> params = new ArrayList<>();
    private final Map<Value, Role> roles = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final Map<Key, Node> interned = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> nextSuffix = new HashMap<>();
    private final boolean isRegion;

    /** Of a region: its own values, and the parameter that stands for each value from outside. */
    private final Set<Value> own = new HashSet<>();

    private final Map<Value, Value> captures = new LinkedHashMap<>();
    private final Map<Value, Value> outside = new HashMap<>();
    private Location location = Location.UNKNOWN;
    private String nextName;

    public FunctionBuilder(String name) {
        this(name, false);
    }

    private FunctionBuilder(String name, boolean isRegion) {
        this.name = name;
        this.isRegion = isRegion;
    }

    /**
     * A builder of a region that may use values of the functions around it: each becomes a further
     * parameter at its first use.
     */
    public static FunctionBuilder region(String name) {
        return new FunctionBuilder(name, true);
    }

    /** The values from outside, in the order of the parameters that stand for them. */
    public List<Value> captures() {
        return List.copyOf(captures.keySet());
    }

    /** The value from outside that a parameter of a region stands for. */
    public Optional<Value> outside(Value param) {
        return Optional.ofNullable(outside.get(param));
    }

    /** What a value is called in here: itself, or in a region what stands for it. */
    public Value here(Value value) {
        if (!isRegion || own.contains(value)) {
            return value;
        }
        var param = captures.get(value);
        if (param == null) {
            param = param(value.name(), value.type(), Role.INPUT, value.location());
            captures.put(value, param);
            outside.put(param, value);
        }
        return param;
    }

    public Value param(String paramName, TensorType type, Role role, Location at) {
        var value = new Value(type, unique(paramName), at);
        params.add(value);
        roles.put(value, role);
        own.add(value);
        return value;
    }

    /** A copy of another function's parameter: same name, type, role and location. */
    public Value param(Function from, Value old) {
        return param(old.name(), old.type(), from.role(old), old.location());
    }

    /** The source position of the nodes that follow. */
    public FunctionBuilder at(Location where) {
        location = where;
        return this;
    }

    public Location location() {
        return location;
    }

    /** The name of the next node's result, unless that node exists already. */
    public FunctionBuilder named(String resultName) {
        nextName = resultName;
        return this;
    }

    /** Applies an operator with one result. */
    public Value add(TensorOp op, Value... operands) {
        return node(op, List.of(operands)).result();
    }

    /**
     * Applies an operator.
     *
     * @throws CompileException with the current position, when the operands do not fit
     */
    public Node node(TensorOp op, List<Value> given) {
        var operands = given.stream().map(this::here).toList();
        var key = new Key(op, operands);
        var wanted = nextName;
        nextName = null;
        var known = interned.get(key);
        if (known != null) {
            return known;
        }
        List<TensorType> types;
        try {
            types = op.inferTypes(operands.stream().map(Value::type).toList());
        } catch (TypeException e) {
            throw new CompileException(List.of(e.at(location)));
        }
        var values = new ArrayList<Value>();
        for (var type : types) {
            values.add(new Value(type, unique(wanted == null ? op.mnemonic() : wanted), location));
        }
        var node = new Node(op, operands, values, location);
        nodes.add(node);
        own.addAll(values);
        interned.put(key, node);
        return node;
    }

    public void output(String resultName, Value value) {
        results.add(Result.output(resultName, here(value)));
    }

    /** Declares the next value of a parameter or an optimizer slot. */
    public void update(Value target, Value next) {
        results.add(new Result(target.name(), next, target));
    }

    /**
     * Copies the nodes of a function behind the ones that are here.
     *
     * @param values what stands for the function's parameters; receives what stands for every other
     *     value
     */
    public void inline(Function function, Map<Value, Value> values) {
        for (var node : function.nodes()) {
            copy(node, values);
        }
    }

    /** Copies one node, its operands replaced; keeps names and location. */
    public Node copy(Node node, Map<Value, Value> values) {
        var outer = location;
        location = node.location();
        var operands = node.operands().stream().map(values::get).toList();
        named(node.results().getFirst().name());
        var copy = node(node.op(), operands);
        for (int i = 0; i < node.results().size(); i++) {
            values.put(node.results().get(i), copy.results().get(i));
        }
        location = outer;
        return copy;
    }

    /** The parameters so far. */
    public List<Value> params() {
        return Collections.unmodifiableList(params);
    }

    public Function build() {
        return new Function(name, params, roles, nodes, results);
    }

    private String unique(String wanted) {
        if (names.add(wanted)) {
            return wanted;
        }
        int suffix = nextSuffix.getOrDefault(wanted, 1);
        while (!names.add(wanted + "_" + suffix)) {
            suffix++;
        }
        nextSuffix.put(wanted, suffix + 1);
        return wanted + "_" + suffix;
    }
}
