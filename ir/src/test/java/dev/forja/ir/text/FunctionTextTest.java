package dev.forja.ir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.type.TensorType;
import dev.forja.ir.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTextTest {
    private static final String LAYER =
            """
            func @layer(input %x: f32[n, 64], parameter %output.weights: f32[64, 10], parameter %b: f32[10], rate %r: f32[]) {
              %product = contract(%x, %output.weights) {lhsBatch = [], rhsBatch = [], lhsContract = [1], rhsContract = [0]} : f32[n, 10]  // Digits.java:14:25
              %broadcast = broadcast(%b) {shape = [n, 10], axes = [1]} : f32[n, 10]  // Digits.java:14:40
              %add = add(%product, %broadcast) : f32[n, 10]  // Digits.java:14:40
              %hidden = relu(%add) : f32[n, 10]  // Digits.java:14:20
              %broadcast_1 = broadcast(%r) {shape = [10], axes = []} : f32[10]
              %b_next = mul(%b, %broadcast_1) : f32[10]
              return layer = %hidden, next %b = %b_next
            }
            """;

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream().flatMap(List::stream);
    }

    /** One operator applied to parameters, at a source position. */
    private static Function function(Sample sample) {
        var builder = new FunctionBuilder("f").at(Location.source("Model.java", 3, 7));
        var params = new ArrayList<Value>();
        for (var type : sample.operands()) {
            params.add(builder.param("x" + params.size(), type, Role.INPUT, Location.UNKNOWN));
        }
        for (var result : builder.node(sample.op(), params).results()) {
            builder.output(result.name(), result);
        }
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyOperatorIsReadBackAsItWas(Sample sample) {
        var function = function(sample);
        var text = FunctionPrinter.print(function);
        var parsed = FunctionParser.parse(text);
        assertThat(FunctionPrinter.print(parsed)).isEqualTo(text);
        assertThat(Verifier.verify(parsed)).isEmpty();
        var node = parsed.nodes().getFirst();
        assertThat(node.location()).isEqualTo(Location.source("Model.java", 3, 7));
        boolean hasRegion =
                OpCatalog.values(sample.op()).stream().anyMatch(Function.class::isInstance);
        // Regions hold values, which are compared by identity.
        if (!hasRegion) {
            assertThat(node.op()).isEqualTo(sample.op());
        }
    }

    @Test
    void aPersonCanReadIt() {
        var builder = new FunctionBuilder("layer");
        var x = builder.param("x", TensorType.parse("f32[n, 64]"), Role.INPUT, Location.UNKNOWN);
        var weights =
                builder.param(
                        "output.weights",
                        TensorType.parse("f32[64, 10]"),
                        Role.PARAMETER,
                        Location.UNKNOWN);
        var b = builder.param("b", TensorType.parse("f32[10]"), Role.PARAMETER, Location.UNKNOWN);
        var rate = builder.param("r", TensorType.parse("f32[]"), Role.RATE, Location.UNKNOWN);
        var contract = new Contract(List.of(), List.of(), List.of(1), List.of(0));
        builder.at(Location.source("Digits.java", 14, 25));
        var product = builder.named("product").add(contract, x, weights);
        builder.at(Location.source("Digits.java", 14, 40));
        var sum = Broadcasting.apply(builder, new Add(), List.of(product, b));
        builder.at(Location.source("Digits.java", 14, 20));
        builder.output("layer", builder.named("hidden").add(new Relu(), sum));
        builder.at(Location.UNKNOWN);
        var spread = Broadcasting.to(builder, rate, b.type().shape());
        builder.update(b, builder.named("b_next").add(new Mul(), b, spread));
        assertThat(FunctionPrinter.print(builder.build())).isEqualTo(LAYER);
        assertThat(FunctionPrinter.print(FunctionParser.parse(LAYER))).isEqualTo(LAYER);
    }

    @Test
    void locationsCanBeLeftOut() {
        var text = FunctionPrinter.print(FunctionParser.parse(LAYER), false);
        assertThat(text).doesNotContain("//").contains("%hidden = relu(%add) : f32[n, 10]\n");
        var locations = FunctionParser.parse(text).nodes().stream().map(Node::location).distinct();
        assertThat(locations).containsExactly(Location.UNKNOWN);
    }

    @Test
    void namesOfNodesInOtherFormatsAreKept() {
        var builder = new FunctionBuilder("f").at(Location.node("model.onnx", "/conv1/Relu"));
        var x = builder.param("x", TensorType.parse("f32[3]"), Role.INPUT, Location.UNKNOWN);
        builder.output("y", builder.add(new Relu(), x));
        var text = FunctionPrinter.print(builder.build());
        assertThat(text).contains("// model.onnx#/conv1/Relu");
        assertThat(FunctionParser.parse(text).nodes().getFirst().location())
                .isEqualTo(Location.node("model.onnx", "/conv1/Relu"));
    }

    @Test
    void rolesAndTargetsAreReadBack() {
        var parsed = FunctionParser.parse(LAYER);
        assertThat(parsed.params().stream().map(parsed::role))
                .containsExactly(Role.INPUT, Role.PARAMETER, Role.PARAMETER, Role.RATE);
        assertThat(parsed.results()).hasSize(2);
        assertThat(parsed.results().get(1).target()).isSameAs(parsed.params().get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    %y = nope(%x) : f32[3]             | line 2: unknown operator 'nope'
                    %y = relu(%z) : f32[3]             | line 2: unknown value '%z'
                    %y = relu(%x) : f32[4]             | line 2: the type is f32[3], found f32[4]
                    %y relu(%x)                        | line 2: expected '%name = operator(operands) : type'
                    %y = elu(%x) {beta = 1} : f32[3]   | line 2: expected attribute 'alpha', found 'beta'
                    %y = elu(%x) : f32[3]              | line 2: expected attribute 'alpha', found ''
                    %y = relu(x) : f32[3]              | line 2: expected a value such as %x, found 'x'
                    """)
    void mistakesAreNamedByTheirLine(String node, String message) {
        var text = "func @f(input %x: f32[3]) {\n  " + node + "\n  return y = %y\n}\n";
        assertThatThrownBy(() -> FunctionParser.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void textThatEndsTooSoonIsRefused() {
        assertThatThrownBy(() -> FunctionParser.parse("func @f(input %x: f32[3]) {\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
        assertThatThrownBy(() -> FunctionParser.parse("function f\n"))
                .hasMessageContaining("expected 'func @name(...) {', found 'function f'");
    }
}
