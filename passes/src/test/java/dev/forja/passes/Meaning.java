package dev.forja.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What functions compute, by the reference interpreter, with made-up inputs. */
public final class Meaning {
    /** The interpreter computes in f64, constants are folded in the arithmetic of f32. */
    private static final double TOLERANCE = 1e-6;

    private Meaning() {}

    /** Asserts that two functions of the same parameters have equal results. */
    public static void assertEqual(Function expected, Function found) {
        var symbols = symbols(expected);
        var inputs = inputs(expected, symbols);
        var before = Interpreter.run(expected, symbols, inputs);
        var after = Interpreter.run(found, symbols, inputs);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).type()).isEqualTo(before.get(i).type());
            for (int k = 0; k < before.get(i).size(); k++) {
                double value = before.get(i).get(k).doubleValue();
                assertThat(after.get(i).get(k).doubleValue())
                        .as("result %d, element %d", i, k)
                        .isEqualTo(value, within(TOLERANCE * Math.max(1, Math.abs(value))));
            }
        }
    }

    /** Different sizes for different symbols, so that axes cannot be mixed up. */
    public static Map<String, Long> symbols(Function function) {
        var symbols = new HashMap<String, Long>();
        for (var symbol : function.symbols()) {
            symbols.put(symbol, 3L + 2 * symbols.size());
        }
        return symbols;
    }

    /** Floats above 0, as logarithms need; integers are small. */
    public static List<Tensor> inputs(Function function, Map<String, Long> symbols) {
        var random = new Random(11);
        var bindings = new HashMap<String, Dim>();
        symbols.forEach((name, size) -> bindings.put(name, Dim.of(size)));
        var inputs = new ArrayList<Tensor>();
        for (Value param : function.params()) {
            var type = param.type().withShape(param.type().shape().substitute(bindings));
            boolean isFloat = type.dtype().isFloat();
            boolean isCount = function.role(param) == Role.STEP;
            inputs.add(
                    Tensor.of(
                            type,
                            _ ->
                                    isFloat
                                            ? 0.1 + random.nextDouble()
                                            : isCount ? 4 : random.nextInt(2)));
        }
        return inputs;
    }
}
