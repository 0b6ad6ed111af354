package dev.forja.frontend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Function;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What models compute, by the reference interpreter. */
class ValueTest {
    private static double[] run(Function function, Tensor... inputs) {
        return Interpreter.run(function, Map.of("n", 2L), List.of(inputs)).getFirst().floats();
    }

    private static Tensor floats(Shape shape, double... values) {
        return Tensor.of(DType.F32, shape, values);
    }

    @Test
    void digitsWithoutKnowledgeGivesEachClassATenth() {
        var model =
                Models.frontend(Map.of())
                        .parse(List.of(Models.resource("right/Digits.java")))
                        .getFirst();
        var classify = model.entries().getFirst().forward();
        var inputs =
                classify.params().stream()
                        .map(p ->
                                p.type()
                                        .withShape(
                                                p.type().shape().substitute(Map.of("n", dim(2)))))
                        .map(Tensor::zeros)
                        .toArray(Tensor[]::new);
        assertThat(run(classify, inputs))
                .hasSize(20)
                .containsOnly(new double[] {0.1}, within(1e-7));
        var loss = model.entries().get(1).forward();
        var withLabels = Arrays.asList(inputs[0], Tensor.of(DType.I32, Shape.of(2), 3, 9));
        var all = new ArrayList<>(withLabels);
        all.addAll(Arrays.asList(inputs).subList(1, inputs.length));
        assertThat(run(loss, all.toArray(Tensor[]::new))[0]).isEqualTo(Math.log(10), within(1e-6));
    }

    private static Dim dim(long size) {
        return Dim.of(size);
    }

    @Test
    void numbersAndSizesTakePartInArithmetic() {
        var f =
                Models.entry(
                        """
                        @Entry Tensor f(@Shape("n, 3") Tensor x) {
                            return where(x.greaterThan(2), 10, x.times(2).minus(1)).dividedBy(x.dim(0));
                        }
                        """);
        assertThat(run(f, floats(Shape.of(2, 3), 0, 1, 2, 3, 4, 5)))
                .containsExactly(-0.5, 0.5, 1.5, 5, 5, 5);
    }

    @Test
    void slicesPadsAndJoins() {
        var f =
                Models.entry(
                        """
                        @Entry Tensor f(@Shape("n, 4") Tensor x) {
                            Tensor odd = slice(x, 1, 1, x.dim(1), 2);
                            Tensor last = slice(x, new int[] {0, 3}, new int[] {x.dim(0), 1});
                            return sum(concat(1, odd, last, pad(last, new int[] {0, 1}, new int[] {0, 0}, 7)), 0);
                        }
                        """);
        assertThat(run(f, floats(Shape.of(2, 4), 0, 1, 2, 3, 10, 11, 12, 13)))
                .containsExactly(12, 16, 16, 14, 16);
    }

    @Test
    void loopsComputeWhatTheyUnrollTo() {
        var f =
                Models.entry(
                        """
                        @Entry Tensor f(@Shape("n") Tensor x) {
                            Tensor power = ones(x.dim(0));
                            Tensor sum = zeros(x.dim(0));
                            double factorial = 1;
                            for (int k = 0; k <= 12; factorial *= ++k) {
                                sum = sum.plus(power.dividedBy(factorial));
                                power = power.times(x);
                            }
                            return sum;
                        }
                        """);
        var result = run(f, floats(Shape.of(2), 1, -0.5));
        assertThat(result[0]).isEqualTo(Math.E, within(1e-6));
        assertThat(result[1]).isEqualTo(Math.exp(-0.5), within(1e-6));
    }
}
