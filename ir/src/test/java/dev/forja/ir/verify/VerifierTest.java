package dev.forja.ir.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Result;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each broken function is a right one with a part taken away, moved or exchanged. */
class VerifierTest {
    private final FunctionBuilder builder =
            new FunctionBuilder("f").at(Location.source("M.java", 2, 5));
    private final Value x = param("x", "f32[n, 3]", Role.INPUT);
    private final Value w = param("w", "f32[3]", Role.PARAMETER);
    private final Value a = builder.named("a").add(new Relu(), x);
    private final Value b = builder.named("b").add(new Exp(), a);
    private final Function right = finish();

    private Value param(String name, String type, Role role) {
        return builder.param(name, TensorType.parse(type), role, Location.UNKNOWN);
    }

    private Function finish() {
        builder.output("y", b);
        return builder.build();
    }

    private Function with(List<Node> nodes, List<Result> results) {
        return new Function("f", right.params(), right.roles(), nodes, results);
    }

    private Function withResult(Result result) {
        return with(right.nodes(), List.of(result));
    }

    @Test
    void aRightFunctionHasNoProblem() {
        assertThat(Verifier.verify(right)).isEmpty();
        assertThat(Verifier.verify(withResult(new Result("w", w, w)))).isEmpty();
    }

    @Test
    void anOperandComesBeforeItsUse() {
        assertThat(Verifier.verify(with(right.nodes().reversed(), right.results())))
                .containsExactly("%b = exp (M.java:2:5): operand %a is not defined before");
    }

    @Test
    void aMissingNodeIsFoundAtEveryUse() {
        var lacking = with(right.nodes().subList(1, 2), List.of(Result.output("y", a)));
        assertThat(Verifier.verify(lacking))
                .containsExactly(
                        "%b = exp (M.java:2:5): operand %a is not defined before",
                        "result y is not defined");
    }

    @Test
    void aNodeStandsOnce() {
        var node = right.nodes().getFirst();
        assertThat(
                        Verifier.verify(
                                with(List.of(node, node, right.nodes().get(1)), right.results())))
                .contains("%a = relu (M.java:2:5): %a is defined twice");
    }

    @Test
    void namesAreUnique() {
        var other = new FunctionBuilder("g");
        var otherX = other.param("z", TensorType.parse("f32[n, 3]"), Role.INPUT, Location.UNKNOWN);
        var sameName = other.named("a").add(new Relu(), otherX);
        var params = List.of(x, w, otherX);
        var roles = Map.of(x, Role.INPUT, w, Role.PARAMETER, otherX, Role.INPUT);
        var nodes = List.of(right.nodes().getFirst(), sameName.definition());
        var function = new Function("f", params, roles, nodes, List.of(Result.output("y", a)));
        assertThat(Verifier.verify(function))
                .containsExactly("%a = relu (unknown): %a: the name is taken");
    }

    @Test
    void aParameterHasARole() {
        var roles = Map.of(x, Role.INPUT);
        var function = new Function("f", right.params(), roles, right.nodes(), right.results());
        assertThat(Verifier.verify(function)).containsExactly("%w has no role");
    }

    @Test
    void onlyParametersAndSlotsHaveANextValue() {
        assertThat(Verifier.verify(withResult(new Result("x", b, x))))
                .containsExactly("next value of %x, which is no parameter or slot");
    }

    @Test
    void theNextValueHasTheSameType() {
        assertThat(Verifier.verify(withResult(new Result("w", b, w))))
                .containsExactly("next value of %w has type f32[n, 3], not f32[3]");
    }
}
