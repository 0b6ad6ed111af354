package dev.forja.test;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.DimSize;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A tensor function as a program that can be run in every way that there is. */
record Program(Function function) {
    static final String ENTRY = "run";

    /** One operator applied to parameters. */
    static Program of(Sample sample) {
        var builder = new FunctionBuilder(ENTRY);
        var params = new ArrayList<Value>();
        for (int i = 0; i < sample.operands().size(); i++) {
            params.add(
                    builder.param("x" + i, sample.operands().get(i), Role.INPUT, Location.UNKNOWN));
        }
        var node = builder.node(sample.op(), params);
        boolean isBound =
                params.stream().anyMatch(param -> !param.type().shape().symbols().isEmpty());
        if (!isBound) {
            bindSymbol(builder, node);
        }
        for (int i = 0; i < node.results().size(); i++) {
            builder.output("y" + i, node.results().get(i));
        }
        return new Program(builder.build());
    }

    /** The same function under the name of the entry. */
    static Program entry(Function function) {
        var builder = new FunctionBuilder(ENTRY);
        var values = new HashMap<Value, Value>();
        function.params().forEach(param -> values.put(param, builder.param(function, param)));
        builder.inline(function, values);
        function.results()
                .forEach(result -> builder.output(result.name(), values.get(result.value())));
        return new Program(builder.build());
    }

    /**
     * An operator that names a symbol in its attributes alone gets one more input, to bind the
     * symbol by.
     */
    private static void bindSymbol(FunctionBuilder builder, Node node) {
        var symbols = new TreeSet<String>();
        node.results().forEach(result -> symbols.addAll(result.type().shape().symbols()));
        if (!symbols.isEmpty() || node.op() instanceof DimSize) {
            builder.param("size", TensorType.parse("f32[n]"), Role.INPUT, Location.UNKNOWN);
        }
    }

    /**
     * The program as the only entry of a model; its parameters of role PARAMETER are the model's,
     * zero at first.
     */
    ModelDef model() {
        var parameters =
                function.params(Role.PARAMETER).stream()
                        .map(p ->
                                new ParameterDef(
                                        p.name(), p.type(), "zeros", true, Location.UNKNOWN))
                        .toList();
        return new ModelDef(
                "generated",
                "Program",
                "",
                Location.source("Program.java", 1, 1),
                parameters,
                List.of(new EntryDef(function, null, "")));
    }

    static TensorType bound(TensorType type, Map<String, Long> symbols) {
        var bindings =
                symbols.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> Dim.of(e.getValue())));
        return type.withShape(type.shape().substitute(bindings));
    }

    /** Made-up operands; f32 values are exactly representable. */
    List<Tensor> inputs(Map<String, Long> symbols, Random random, double low, double high) {
        var inputs = new ArrayList<Tensor>();
        for (var param : function.params()) {
            var type = bound(param.type(), symbols);
            inputs.add(Tensor.of(type, _ -> value(type.dtype(), random, low, high)));
        }
        return inputs;
    }

    private static double value(DType type, Random random, double low, double high) {
        double value = low + random.nextDouble() * (high - low);
        return switch (type) {
            case F32 -> (float) value;
            case F64 -> value;
            case I32, I64 -> Math.rint(value);
            case BOOL -> random.nextInt(2);
        };
    }

    List<Tensor> reference(Map<String, Long> symbols, List<Tensor> inputs) {
        return Interpreter.run(function, symbols, inputs);
    }

    /** The fused kernels, one element at a time, in the arithmetic of the machine. */
    List<Tensor> kernels(Map<String, Long> symbols, List<Tensor> inputs) {
        var graph = LowerModel.units(model(), PassObserver.NONE).getFirst().kernels();
        var memory = new HashMap<Buffer, Tensor>();
        for (int i = 0; i < inputs.size(); i++) {
            memory.put(graph.params().get(i), inputs.get(i));
        }
        new GraphRun(memory, symbols).run(graph);
        return graph.outputs().stream().map(output -> memory.get(output.buffer())).toList();
    }
}
