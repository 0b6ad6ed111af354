package dev.forja.frontend.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.create.Fill;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constants, loops, conditions, calls and layers, which leave nothing but tensor operators. */
class CompileTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 + 3 * 4 | 14",
                "(2 + 3) * 4 | 20",
                "7 / 2 | 3",
                "-7 % 3 | -1",
                "7 / 2f | 3.5",
                "1 << 4 | 16",
                "-16 >>> 28 | 15",
                "0x1F & ~1 | 30",
                "1_000 | 1000",
                "5 > 3 && !false ? 1 : 2 | 1",
                "3 >= 3 ^ true ? 1 : 2 | 2",
                "(int) 2.9 | 2",
                "(int) 3e9 | 2147483647",
                "Math.max(2, 3) + Math.min(2f, 3) | 5",
                "Math.sqrt(16) | 4",
                "Math.abs(-2) | 2",
                "SCALE * 2 | 1",
                "Other.SIZE | 12",
                "\"ab\" + 1 == \"ab1\" ? 1 : 0 | 1",
                "switch (SIZE) { case 1, 2 -> 10; case 3 -> { int y = 20; yield y + 1; } default -> 30; } | 21",
            })
    void constantsFollowJava(String expression, double expected) {
        var model =
                Models.read(
                        """
                        @Model class Test {
                            static final int SIZE = 3;
                            static final float SCALE = 0.5f;
                            @Entry Tensor f(@Shape("n") Tensor x) { return x.times(%s); }
                        }
                        class Other { static final int SIZE = 4 * Test.SIZE; }
                        """
                                .formatted(expression));
        var nodes = model.entries().getFirst().forward().nodes();
        assertThat(nodes)
                .first()
                .extracting(node -> ((Fill) node.op()).value())
                .isEqualTo(expected);
    }

    @Test
    void loopsUnrollAndConditionsAreDecided() {
        var f =
                Models.entry(
                        """
                        @Entry Tensor f(@Shape("n") Tensor x) {
                            var y = x;
                            for (int i = 0, n = 10; i < n; i++) {
                                if (i % 2 == 0) continue;
                                if (i == 7) { break; }
                                y = i == 3 ? exp(y) : relu(y);
                            }
                            int k = 2;
                            while (k > 0) { y = y.plus(x); k -= 1; }
                            do { y = tanh(y); } while (k != 0);
                            for (int axis : new int[] {0}) y = softmax(y, axis);
                            switch (k) { case 1: y = sin(y); case 0: y = cos(y); case 5: y = log(y); break; case 6: y = sqrt(y); }
                            return y;
                        }
                        """);
        assertThat(f.nodes())
                .extracting(node -> node.op().mnemonic())
                .containsExactly(
                        "relu", "exp", "relu", "add", "add", "tanh", "softmax", "cos", "log");
    }

    @Test
    void overloadsAreChosenByCountAndType() {
        var f =
                Models.entry(
                        """
                        Tensor g(Tensor x) { return exp(x); }
                        Tensor g(IntTensor x) { return relu(cast(x, Tensor.class)); }
                        Tensor g(Tensor x, int k) { return x.plus(k); }
                        Tensor g(Tensor x, double k) { return x.minus(k); }
                        Tensor g(Tensor... xs) { Tensor sum = xs[0]; for (int i = 1; i < xs.length; i++) sum = sum.times(xs[i]); return sum; }
                        @Entry Tensor f(@Shape("n") Tensor x, @Shape("n") IntTensor i) {
                            return g(g(x), g(i), g(x, 1), g(x, 1.5f));
                        }
                        """);
        assertThat(f.nodes())
                .extracting(node -> node.op().mnemonic())
                .containsExactly(
                        "exp",
                        "convert",
                        "relu",
                        "fill",
                        "broadcast",
                        "add",
                        "fill",
                        "broadcast",
                        "sub",
                        "mul",
                        "mul",
                        "mul");
    }

    @Test
    void aConstructorRunsAnotherOne() {
        var model =
                Models.read(
                        """
                        @Model class Test {
                            final Block block = new Block(4);
                            @Entry Tensor f(@Shape("n, 4") Tensor x) { return block.apply(x); }

                            static class Block {
                                @Parameter Tensor w;
                                final double factor;
                                final double shift;

                                Block(int size) {
                                    this(size, 2 * size);
                                    w = ones(size);
                                }

                                Block(int size, double factor) {
                                    this.factor = factor;
                                    shift = size + 0.5;
                                }

                                Tensor apply(Tensor x) { return x.times(w).times(factor).plus(shift); }
                            }
                        }
                        """);
        assertThat(model.parameters()).hasSize(1);
        assertThat(model.entries().getFirst().forward().nodes())
                .filteredOn(node -> node.op().mnemonic().equals("fill"))
                .extracting(node -> node.op().toString())
                .anyMatch(op -> op.contains("8.0"))
                .anyMatch(op -> op.contains("4.5"));
    }

    @Test
    void layersComposeAndAreNamedByPath() {
        var model =
                Models.read(
                        """
                        @Model class Test {
                            static final int DEPTH = 3;
                            private final Block[] blocks = new Block[DEPTH];
                            final List<Dense> heads = List.of(new Dense(8, 2), new Dense(8, 3));
                            @Parameter Tensor gain;

                            Test() {
                                for (int i = 0; i < blocks.length; i++) {
                                    blocks[i] = new Block(4 + i, 5 + i);
                                }
                                gain = constant(1f / DEPTH);
                            }

                            @Entry Tensor f(@Shape("n, 4") Tensor x) {
                                Tensor y = x;
                                for (Block block : blocks) {
                                    y = block.apply(y);
                                }
                                y = concat(1, pad8(y), heads.get(1).apply(pad8(y)));
                                return y.times(gain);
                            }

                            static Tensor pad8(Tensor y) {
                                return pad(y, new int[] {0, 0}, new int[] {0, 8 - y.dim(1)});
                            }

                            static class Block {
                                final Dense inner;
                                final boolean activates;

                                Block(int inputs, int outputs) {
                                    this.inner = new Dense(inputs, outputs);
                                    activates = outputs % 2 == 0;
                                }

                                Tensor apply(Tensor x) {
                                    return activates ? relu(inner.apply(x)) : inner.apply(x);
                                }
                            }
                        }
                        """);
        assertThat(model.parameters())
                .extracting(ParameterDef::name)
                .containsExactly(
                        "blocks.0.inner.weights",
                        "blocks.0.inner.bias",
                        "blocks.1.inner.weights",
                        "blocks.1.inner.bias",
                        "blocks.2.inner.weights",
                        "blocks.2.inner.bias",
                        "heads.0.weights",
                        "heads.0.bias",
                        "heads.1.weights",
                        "heads.1.bias",
                        "gain");
        assertThat(model.parameter("gain").initializer()).isEqualTo("constant 0.33333334");
        var f = model.entries().getFirst().forward();
        assertThat(f.nodes().stream().filter(node -> node.op().mnemonic().equals("relu")))
                .hasSize(1);
        assertThat(f.outputs().getFirst().type()).hasToString("f32[n, 11]");
    }

    @Test
    void sizesStaySymbolic() {
        var f =
                Models.entry(
                        """
                        @Entry Tensor f(@Shape("n, 2*k+1, 4") Tensor x) {
                            int rows = x.dim(0) * x.dim(1);
                            Tensor y = x.reshape(rows, -1);
                            Tensor z = zeros(rows, 4).plus(y);
                            return sum(z).dividedBy(x.dim(0)).plus(x.dim(-1) == 4 ? 1 : 2);
                        }
                        """);
        assertThat(Models.text(f))
                .isEqualTo(
                        """
                        %y = reshape(%x) : f32[2*k*n+n, 4]
                        %fill = fill() : f32[2*k*n+n, 4]
                        %z = add(%fill, %y) : f32[2*k*n+n, 4]
                        %reduceSum = reduceSum(%z) : f32[]
                        %dimSize = dimSize() : f32[]
                        %div = div(%reduceSum, %dimSize) : f32[]
                        %fill_1 = fill() : f32[]
                        %f = add(%div, %fill_1) : f32[]\
                        """);
    }

    @Test
    void symbolsOfAShapeMayBeConstantsOfTheClass() {
        var f =
                Models.entry(
                        """
                        static final int PIXELS = 64;
                        Tensor g(@Shape("rows, PIXELS") Tensor x) { return x; }
                        @Entry Tensor f(@Shape("n, PIXELS") Tensor x, @Shape("2, " + PIXELS) Tensor y) {
                            return concat(0, g(x), g(y));
                        }
                        """);
        assertThat(f.outputs().getFirst().type()).hasToString("f32[n+2, 64]");
    }

    @Test
    void eachDropoutHasBitsOfItsOwn() {
        var f =
                Models.entry(
                        """
                        @Entry Tensor f(@Shape("n") Tensor x) { return dropout(x, 0.5).plus(dropout(x, 0.5)); }
                        """);
        assertThat(f.nodes().subList(0, 2))
                .extracting(node -> OpCatalog.values(node.op()))
                .containsExactly(List.of(0.5, 0), List.of(0.5, 1));
    }

    @Test
    void modelsUseClassesOfOtherFiles() {
        var layer =
                new SourceFile(
                        "Twice.java",
                        """
                        package other.layers;
                        import static dev.forja.dsl.Functions.relu;
                        public class Twice { public Tensor apply(Tensor x) { return relu(x).plus(relu(x)); } }
                        """);
        var util =
                new SourceFile(
                        "Util.java",
                        """
                        package other;
                        public class Util { static final int TWO = 2; static Tensor half(Tensor x) { return x.dividedBy(TWO); } }
                        """);
        var model =
                new SourceFile(
                        "M.java",
                        """
                        package example;
                        import static other.Util.half;
                        import static other.Util.TWO;
                        import other.layers.*;
                        @Model class M {
                            final Twice twice = new Twice();
                            @Entry Tensor f(@Shape("n") Tensor x) { return half(twice.apply(x)).times(TWO); }
                        }
                        """);
        var models = Models.frontend(Map.of()).parse(List.of(layer, util, model));
        assertThat(models).hasSize(1);
        var nodes = models.getFirst().entries().getFirst().forward().nodes();
        assertThat(nodes.getFirst().location()).hasToString("Twice.java:3:61");
        assertThat(nodes)
                .extracting(node -> node.op().mnemonic())
                .startsWith("relu", "add", "fill");
        assertThat(nodes.get(1).result()).extracting(Value::name).isEqualTo("twice");
    }

    @Test
    void severalModelsOfAFileComeInOrder() {
        var models =
                Models.frontend(Map.of())
                        .parse(
                                List.of(
                                        Models.source(
                                                """
                                                @Model class B { @Entry Tensor f(@Shape("n") Tensor x) { return x; } }
                                                @Model class A { @Entry Tensor f(@Shape("m") Tensor x) { return x; } }
                                                """)));
        assertThat(models).extracting(model -> model.name()).containsExactly("B", "A");
    }
}
