package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.activation.Gelu;
import dev.forja.ir.op.conv.Conv;
import dev.forja.ir.op.loss.L2Penalty;
import dev.forja.ir.op.loss.SoftmaxCrossEntropy;
import dev.forja.ir.op.loss.SparseSoftmaxCrossEntropy;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.nn.ScaledDotProductAttention;
import dev.forja.ir.op.norm.BatchNormTraining;
import dev.forja.ir.op.norm.LayerNorm;
import dev.forja.ir.op.recurrent.Gru;
import dev.forja.ir.op.recurrent.Lstm;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.autodiff.Autodiff;
import dev.forja.runtime.ElementType;
import dev.forja.runtime.TensorBlock;
import dev.forja.runtime.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Results and gradients against those of PyTorch, which the files beside this test hold; {@code
 * PyTorchValuesTest} of the profile {@code peers} makes and checks them.
 */
class IndependentValuesTest {
    private static final Path FILES = Path.of("src/test/resources/independent-values");

    private static final double TOLERANCE = 2e-5;

    /**
     * An operator, and the file of its values.
     *
     * @param results how many of the operator's results count
     */
    record Case(String file, TensorOp op, int results, List<Operand> operands) {
        static Case of(String file, TensorOp op, int results, Operand... operands) {
            return new Case(file, op, results, List.of(operands));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    record Operand(String name, TensorType type) {
        static Operand of(String name, String type) {
            return new Operand(name, TensorType.parse(type));
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.of(
                        "conv2d",
                        Conv.plain(2, 2, 1, false),
                        1,
                        Operand.of("x", "f32[2, 3, 7, 6]"),
                        Operand.of("kernel", "f32[4, 3, 3, 3]")),
                Case.of(
                        "conv2d-dilated-groups",
                        new Conv(
                                List.of(1, 1),
                                List.of(2, 2),
                                List.of(Dim.of(2), Dim.of(2)),
                                List.of(Dim.of(2), Dim.of(2)),
                                2,
                                false),
                        1,
                        Operand.of("x", "f32[2, 4, 6, 5]"),
                        Operand.of("kernel", "f32[6, 2, 3, 3]")),
                Case.of(
                        "batch-norm",
                        new BatchNormTraining(1, 1e-3, 0.9),
                        1,
                        Operand.of("x", "f32[4, 3, 5]"),
                        Operand.of("scale", "f32[3]"),
                        Operand.of("bias", "f32[3]"),
                        Operand.of("mean", "f32[3]"),
                        Operand.of("variance", "f32[3]")),
                Case.of(
                        "layer-norm",
                        new LayerNorm(-1, 1e-3),
                        1,
                        Operand.of("x", "f32[5, 7]"),
                        Operand.of("scale", "f32[7]"),
                        Operand.of("bias", "f32[7]")),
                Case.of("gelu", new Gelu(false), 1, Operand.of("x", "f32[5, 7]")),
                Case.of(
                        "softmax-cross-entropy",
                        new SoftmaxCrossEntropy(),
                        1,
                        Operand.of("logits", "f32[6, 10]"),
                        Operand.of("labels", "f32[6, 10]")),
                Case.of(
                        "sparse-softmax-cross-entropy",
                        new SparseSoftmaxCrossEntropy(),
                        1,
                        Operand.of("logits", "f32[6, 10]"),
                        Operand.of("labels", "i32[6]")),
                Case.of(
                        "attention",
                        new ScaledDotProductAttention(false, 0),
                        1,
                        Operand.of("query", "f32[2, 3, 4, 5]"),
                        Operand.of("key", "f32[2, 3, 6, 5]"),
                        Operand.of("value", "f32[2, 3, 6, 4]")),
                Case.of(
                        "attention-causal",
                        new ScaledDotProductAttention(true, 0),
                        1,
                        Operand.of("query", "f32[2, 4, 5]"),
                        Operand.of("key", "f32[2, 4, 5]"),
                        Operand.of("value", "f32[2, 4, 3]")),
                Case.of(
                        "lstm",
                        new Lstm(false, false),
                        3,
                        Operand.of("x", "f32[6, 2, 3]"),
                        Operand.of("w", "f32[20, 3]"),
                        Operand.of("u", "f32[20, 5]"),
                        Operand.of("b", "f32[20]"),
                        Operand.of("lengths", "i32[2]"),
                        Operand.of("h", "f32[2, 5]"),
                        Operand.of("c", "f32[2, 5]")),
                Case.of(
                        "gru",
                        new Gru(false, true),
                        2,
                        Operand.of("x", "f32[6, 2, 3]"),
                        Operand.of("w", "f32[15, 3]"),
                        Operand.of("u", "f32[15, 5]"),
                        Operand.of("b", "f32[15]"),
                        Operand.of("c", "f32[15]"),
                        Operand.of("lengths", "i32[2]"),
                        Operand.of("h", "f32[2, 5]")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resultsAndGradientsAreThoseOfPyTorch(Case each) throws IOException {
        var gradient = gradient(each);
        var names = new ArrayList<String>();
        var types = new ArrayList<TensorType>();
        each.operands().forEach(operand -> names.add(operand.name()));
        each.operands().forEach(operand -> types.add(operand.type()));
        gradient.results().forEach(result -> names.add(result.name()));
        gradient.outputs().forEach(output -> types.add(output.type()));
        var values = read(each.file(), names, types);
        int count = each.operands().size();
        var program = Program.entry(gradient);
        var compiled = new CompiledProgram(program);
        for (int lanes : CompiledProgram.LANES) {
            var found = compiled.run(lanes, Map.of(), values.subList(0, count));
            for (int i = 0; i < found.size(); i++) {
                compare(
                        names.get(count + i) + " with " + lanes + " lanes",
                        values.get(count + i),
                        found.get(i));
            }
        }
    }

    /** The results that count, half the sum of their squares, and its gradients. */
    private static Function gradient(Case each) {
        var builder = new FunctionBuilder(Program.ENTRY);
        var params = new ArrayList<Value>();
        for (var operand : each.operands()) {
            params.add(builder.param(operand.name(), operand.type(), Role.INPUT, Location.UNKNOWN));
        }
        var results = builder.node(each.op(), params).results().subList(0, each.results());
        var loss =
                results.stream()
                        .map(result -> builder.add(new L2Penalty(), result))
                        .reduce((a, b) -> builder.add(new Add(), a, b))
                        .orElseThrow();
        var wrt = params.stream().filter(param -> hasGradient(each, param)).toList();
        for (int i = 0; i < results.size(); i++) {
            builder.output("result" + i, results.get(i));
        }
        builder.output("loss", loss);
        return Autodiff.gradient(builder.build(), results.size(), wrt);
    }

    /** The running statistics have no part in what batch normalisation computes in training. */
    private static boolean hasGradient(Case each, Value param) {
        boolean isStatistic =
                each.op() instanceof BatchNormTraining
                        && List.of("mean", "variance").contains(param.name());
        return param.type().dtype().isFloat() && !isStatistic;
    }

    private static List<Tensor> read(String name, List<String> names, List<TensorType> types)
            throws IOException {
        var blocks = new ArrayList<TensorBlock>();
        for (int i = 0; i < names.size(); i++) {
            blocks.add(block(names.get(i), types.get(i)));
        }
        try (var file = TensorFile.open(FILES.resolve(name + ".safetensors"))) {
            assertThat(names).as("names in the file").containsAll(file.names());
            file.read(blocks);
        }
        var tensors = new ArrayList<Tensor>();
        for (int i = 0; i < blocks.size(); i++) {
            var carrier = blocks.get(i).carrier();
            tensors.add(
                    Tensor.of(
                            types.get(i),
                            at ->
                                    carrier instanceof float[] floats
                                            ? floats[at]
                                            : ((int[]) carrier)[at]));
        }
        return tensors;
    }

    private static TensorBlock block(String name, TensorType type) {
        int[] shape = type.shape().dims().stream().mapToInt(d -> (int) d.constant()).toArray();
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return type.dtype() == DType.F32
                ? new TensorBlock(name, ElementType.F32, shape, new float[size], 0)
                : new TensorBlock(name, ElementType.I32, shape, new int[size], 0);
    }

    private static void compare(String what, Tensor expected, Tensor found) {
        assertThat(found.size()).as(what).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            double value = expected.floats()[i];
            assertThat(found.floats()[i])
                    .as(what + " at " + i)
                    .isCloseTo(value, within(TOLERANCE * Math.max(1, Math.abs(value))));
        }
    }
}
