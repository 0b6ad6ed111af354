package dev.forja.ir.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one form that every dimension has, and what is decided about dimensions. */
class DimTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "n+n; 2*n",
                "n-n; 0",
                "n*0; 0",
                "1+n; n+1",
                "k*n; k*n",
                "n*k; k*n",
                "(n+1)*(n-1); n*n-1",
                "(2*n)/2; n",
                "(2*n+2)/2; n+1",
                "(2*n+1)/2; ((2*n+1)/2)",
                "(n*k)/n; k",
                "7/2; 3",
                "0-7/2; -3",
                "(0-7)/2; -4",
                "(0-7)%2; 1",
                "n%1; 0",
                "(4*n)%2; 0",
                "n%2; (n%2)",
                "max(n,n); n",
                "max(3,5); 5",
                "min(3,5); 3",
                "max(n,0); n",
                "min(n,0); 0",
                "max(n+2,n); n+2",
                "min(n+2,n); n",
                "max(n,3); max(3,n)",
                "max(3,n); max(3,n)",
                "min(512,min(512,n)); min(512,n)",
                "min(100,min(512,n)); min(100,n)",
                "min(512,min(100,n)); min(100,n)",
                "max(5,max(3,n)); max(5,n)",
                "min(2*n,n); n",
                "max(n*k,0); k*n",
                "((n+1)/2)*2; 2*((n+1)/2)"
            })
    void oneForm(String written, String form) {
        assertThat(Dim.parse(written)).hasToString(form).isEqualTo(Dim.parse(form));
    }

    /** Whatever is rewritten keeps its value. */
    @Test
    void formsKeepTheirValues() {
        var random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            long n = random.nextInt(9);
            long k = 1 + random.nextInt(9);
            var values = Map.of("n", n, "k", k);
            var a = random(random, 3);
            var b = random(random, 3);
            long x = a.evaluate(values);
            long y = b.evaluate(values);
            assertThat(a.plus(b).evaluate(values)).isEqualTo(x + y);
            assertThat(a.minus(b).evaluate(values)).isEqualTo(x - y);
            assertThat(a.times(b).evaluate(values)).isEqualTo(x * y);
            assertThat(a.max(b).evaluate(values)).isEqualTo(Math.max(x, y));
            assertThat(a.min(b).evaluate(values)).isEqualTo(Math.min(x, y));
            var four = Dim.of(4);
            assertThat(a.floorDiv(four).evaluate(values)).isEqualTo(Math.floorDiv(x, 4));
            assertThat(a.mod(four).evaluate(values)).isEqualTo(Math.floorMod(x, 4));
            assertThat(Dim.parse(a.toString())).isEqualTo(a);
            if (a.isNeverNegative()) {
                assertThat(x).as("%s at n=%d, k=%d", a, n, k).isNotNegative();
            }
        }
    }

    private static Dim random(Random random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> Dim.of(random.nextInt(7) - 3);
                case 1 -> Dim.symbol("n");
                default -> Dim.symbol("k");
            };
        }
        var a = random(random, depth - 1);
        var b = random(random, depth - 1);
        return switch (random.nextInt(7)) {
            case 0 -> a.minus(b);
            case 1 -> a.times(b);
            case 2 -> a.max(b);
            case 3 -> a.min(b);
            case 4 -> a.floorDiv(Dim.of(1 + random.nextInt(3)));
            case 5 -> a.mod(Dim.of(1 + random.nextInt(3)));
            default -> a.plus(b);
        };
    }

    @Test
    void bounds() {
        assertThat(Dim.parse("2*n+3").lowerBound()).isEqualTo(OptionalLong.of(3));
        assertThat(Dim.parse("n-1").lowerBound()).isEqualTo(OptionalLong.of(-1));
        assertThat(Dim.parse("1-n").lowerBound()).isEmpty();
        assertThat(Dim.parse("max(n-4,0)").isNeverNegative()).isTrue();
        assertThat(Dim.parse("min(512,n)").bounded()).contains(Map.entry("n", 512L));
        assertThat(Dim.parse("min(512,2*n)").bounded()).isEmpty();
    }

    @Test
    void divisionByZeroIsRefused() {
        assertThatThrownBy(() -> Dim.parse("n").floorDiv(Dim.ZERO))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("n by zero");
        assertThatThrownBy(() -> Dim.parse("n").mod(Dim.ZERO))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void symbolsAreReplaced() {
        var dim = Dim.parse("min(512,2*n+1)");
        assertThat(dim.substitute(Map.of("n", Dim.of(300)))).isEqualTo(Dim.of(512));
        assertThat(dim.substitute(Map.of("n", Dim.parse("m-1")))).hasToString("min(2*m-1,512)");
        assertThat(dim.symbols()).containsExactly("n");
    }
}
