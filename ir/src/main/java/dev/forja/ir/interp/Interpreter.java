package dev.forja.ir.interp;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.control.If;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.control.While;
import dev.forja.ir.scalar.ScalarEvaluator;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs a tensor function in f64, operator by operator, each by its own definition. */
public final class Interpreter {
    private final Map<String, Long> symbols;
    private final Map<String, Dim> bindings;

    private Interpreter(Map<String, Long> symbols) {
        this.symbols = symbols;
        this.bindings =
                symbols.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> Dim.of(entry.getValue())));
    }

    /**
     * The results of a function.
     *
     * @param symbols values of its symbolic dimensions
     * @param inputs one tensor per parameter, in order
     */
    public static List<Tensor> run(
            Function function, Map<String, Long> symbols, List<Tensor> inputs) {
        return new Interpreter(symbols).run(function, inputs);
    }

    private List<Tensor> run(Function function, List<Tensor> inputs) {
        var values = new HashMap<Value, Tensor>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(function.params().get(i), inputs.get(i));
        }
        function.nodes().forEach(node -> node(node, values));
        return function.results().stream().map(result -> values.get(result.value())).toList();
    }

    private void node(Node node, Map<Value, Tensor> values) {
        var operands = node.operands().stream().map(values::get).toList();
        var results =
                switch (node.op()) {
                    case StructuredOp op when op.isView() ->
                            List.of(
                                    operands.getFirst()
                                            .withShape(bound(node.result().type()).shape()));
                    case ElementwiseOp op -> List.of(elementwise(op, node, operands));
                    case StructuredOp op -> List.of(structured(op, node, operands));
                    case CompositeOp op -> composite(op, node, operands);
                    case OpaqueOp op -> control(op, operands);
                };
        for (int i = 0; i < results.size(); i++) {
            values.put(node.results().get(i), results.get(i));
        }
    }

    private TensorType bound(TensorType type) {
        return type.withShape(type.shape().substitute(bindings));
    }

    private Tensor elementwise(ElementwiseOp op, Node node, List<Tensor> operands) {
        var formula =
                op.formula(node.operands().stream().map(value -> value.type().dtype()).toList());
        var result = Tensor.zeros(bound(node.result().type()));
        var position = new int[1];
        var leaves =
                new ScalarEvaluator.Leaves() {
                    @Override
                    public Number arg(int index) {
                        return operands.get(index).get(position[0]);
                    }

                    @Override
                    public long dim(Dim dim) {
                        return dim.evaluate(symbols);
                    }
                };
        for (int i = 0; i < result.size(); i++) {
            position[0] = i;
            result.set(
                    i, ScalarEvaluator.evaluate(formula, ScalarEvaluator.Mode.REFERENCE, leaves));
        }
        return result;
    }

    private Tensor structured(StructuredOp op, Node node, List<Tensor> operands) {
        var result = Tensor.zeros(bound(node.result().type()));
        var types = node.operands().stream().map(Value::type).toList();
        for (var kernel : op.kernels(types, node.result().type(), Location.UNKNOWN)) {
            KernelInterpreter.run(
                    kernel, operands, result, symbols, ScalarEvaluator.Mode.REFERENCE);
        }
        return result;
    }

    private List<Tensor> composite(CompositeOp op, Node node, List<Tensor> operands) {
        var builder = new FunctionBuilder(op.mnemonic());
        var params =
                node.operands().stream()
                        .map(v -> builder.param(v.name(), v.type(), Role.INPUT, v.location()))
                        .toList();
        op.decompose(builder, params).forEach(result -> builder.output("result", result));
        return run(builder.build(), operands);
    }

    private List<Tensor> control(OpaqueOp op, List<Tensor> operands) {
        return switch (op) {
            case If(var then, var otherwise) -> {
                boolean holds = operands.getFirst().integers()[0] != 0;
                yield run(holds ? then : otherwise, operands.subList(1, operands.size()));
            }
            case While(var condition, var body, var carries) -> {
                var values = new ArrayList<>(operands);
                while (run(condition, values).getFirst().integers()[0] != 0) {
                    var next = run(body, values);
                    for (int i = 0; i < carries; i++) {
                        values.set(i, next.get(i));
                    }
                }
                yield List.copyOf(values.subList(0, carries));
            }
            case Scan scan -> scan(scan, operands);
            default -> throw new IllegalStateException("no interpretation of " + op.mnemonic());
        };
    }

    private List<Tensor> scan(Scan scan, List<Tensor> operands) {
        int carries = scan.carries();
        int sequencesEnd = carries + scan.sequences();
        var carry = new ArrayList<>(operands.subList(0, carries));
        var sequences = operands.subList(carries, sequencesEnd);
        int length = Math.toIntExact(sequences.getFirst().type().shape().dim(0).constant());
        var outputs = scan.body().outputs();
        var stacked =
                outputs.subList(carries, outputs.size()).stream()
                        .map(output -> {
                            var inner = bound(output.type());
                            var dims = new ArrayList<>(inner.shape().dims());
                            dims.addFirst(Dim.of(length));
                            return Tensor.zeros(inner.withShape(new Shape(dims)));
                        })
                        .toList();
        for (int step = 0; step < length; step++) {
            int position = scan.reverse() ? length - 1 - step : step;
            var inputs = new ArrayList<Tensor>(carry);
            sequences.forEach(sequence -> inputs.add(slice(sequence, position)));
            inputs.addAll(operands.subList(sequencesEnd, operands.size()));
            var results = run(scan.body(), inputs);
            carry = new ArrayList<>(results.subList(0, carries));
            for (int i = 0; i < stacked.size(); i++) {
                var part = results.get(carries + i);
                for (int k = 0; k < part.size(); k++) {
                    stacked.get(i).set(position * part.size() + k, part.get(k));
                }
            }
        }
        var all = new ArrayList<>(carry);
        all.addAll(stacked);
        return all;
    }

    private static Tensor slice(Tensor sequence, int position) {
        var type = sequence.type().withShape(sequence.type().shape().without(0));
        var slice = Tensor.zeros(type);
        IntStream.range(0, slice.size())
                .forEach(i -> slice.set(i, sequence.get(position * slice.size() + i)));
        return slice;
    }

    /** The value of a formula whose arguments are given. */
    public static double formula(ScalarExpr formula, double... args) {
        return ScalarEvaluator.evaluate(
                        formula,
                        ScalarEvaluator.Mode.REFERENCE,
                        new ScalarEvaluator.Leaves() {
                            @Override
                            public Number arg(int index) {
                                return args[index];
                            }
                        })
                .doubleValue();
    }
}
