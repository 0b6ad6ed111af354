package dev.forja.test;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** First and second derivatives of every operator against finite differences. */
class GradientTest {
    private static final Map<String, Long> SYMBOLS = Map.of("n", 3L);

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream()
                .flatMap(List::stream)
                .filter(sample -> !(sample.op().gradient() instanceof Gradient.None))
                .filter(sample ->
                        sample.operands().stream().anyMatch(type -> type.dtype().isFloat()))
                .filter(sample ->
                        sample.op().inferTypes(sample.operands()).getFirst().dtype().isFloat());
    }

    /** Samples whose operands may be one and the same value. */
    static Stream<Sample> twins() {
        return samples()
                .filter(sample -> Set.copyOf(sample.operands()).size() < sample.operands().size());
    }

    /** The weighted sum of the operator's result, a scalar. */
    static Function scalar(Sample sample) {
        return scalar(sample, sample.operands());
    }

    /**
     * @param types of the parameters; an operand is the first of its type that no operand before
     *     took, else the first of its type
     */
    private static Function scalar(Sample sample, List<TensorType> types) {
        var builder = new FunctionBuilder("f");
        var params = new ArrayList<Value>();
        for (var type : types) {
            params.add(builder.param("x" + params.size(), type, Role.INPUT, Location.UNKNOWN));
        }
        var free = new ArrayList<>(params);
        var operands = new ArrayList<Value>();
        for (var type : sample.operands()) {
            var operand =
                    Stream.concat(free.stream(), params.stream())
                            .filter(param -> param.type().equals(type))
                            .findFirst()
                            .orElseThrow();
            free.remove(operand);
            operands.add(operand);
        }
        builder.output("y", builder.node(sample.op(), operands).results().getFirst());
        return GradientCheck.weighted(builder.build(), 0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void firstAndSecondOrder(Sample sample) {
        check(sample, sample.operands());
    }

    @ParameterizedTest
    @MethodSource("twins")
    void oneValueAsSeveralOperands(Sample sample) {
        check(sample, sample.operands().stream().distinct().toList());
    }

    private static void check(Sample sample, List<TensorType> types) {
        var random = new Random(1);
        var function = scalar(sample, types);
        new GradientCheck(SYMBOLS, random)
                .firstAndSecondOrder(function, types.size(), inputs(function, sample, random));
    }

    private static List<Tensor> inputs(Function function, Sample sample, Random random) {
        var inputs = new ArrayList<Tensor>();
        double range = sample.high() - sample.low();
        for (var param : function.params()) {
            var type = Program.bound(param.type(), SYMBOLS);
            inputs.add(
                    Tensor.of(
                            type,
                            _ -> {
                                double value = sample.low() + random.nextDouble() * range;
                                return type.dtype() == DType.BOOL
                                        ? random.nextInt(2)
                                        : type.dtype().isFloat() ? value : Math.rint(value);
                            }));
        }
        return inputs;
    }
}
