package dev.forja.codegen.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.diag.Location;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.scalar.ScalarEvaluator;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every machine function, for every element type that it takes and every lane count, on all
 * combinations of awkward values: the bits are those of the scalar evaluator.
 */
class PrimitivesTest {
    private static final int MOST_LANES = 16;
    private static final double[] FLOATS = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -2.5,
        1e-40,
        3e38,
        -3e38,
        Math.PI,
        16777217,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };
    private static final long[] INTEGERS = {
        0, 1, -1, 2, -7, 31, 33, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    private static final Set<ScalarFn> COMPARISONS = EnumSet.range(ScalarFn.EQ, ScalarFn.GE);
    private static final Set<ScalarFn> OF_NUMBERS =
            EnumSet.of(
                    ScalarFn.ADD,
                    ScalarFn.SUB,
                    ScalarFn.MUL,
                    ScalarFn.DIV,
                    ScalarFn.REM,
                    ScalarFn.NEG,
                    ScalarFn.ABS,
                    ScalarFn.MIN,
                    ScalarFn.MAX,
                    ScalarFn.WHERE);
    private static final Set<ScalarFn> OF_FLOATS = EnumSet.of(ScalarFn.FMA, ScalarFn.SQRT);
    private static final Set<ScalarFn> OF_INTEGERS =
            EnumSet.of(
                    ScalarFn.AND,
                    ScalarFn.OR,
                    ScalarFn.XOR,
                    ScalarFn.NOT,
                    ScalarFn.SHL,
                    ScalarFn.SHR,
                    ScalarFn.USHR);
    private static final Set<ScalarFn> OF_BOOLEANS =
            EnumSet.of(ScalarFn.AND, ScalarFn.OR, ScalarFn.XOR, ScalarFn.NOT);

    static Stream<Arguments> cases() {
        var cases = Stream.<Arguments>builder();
        for (var fn : ScalarFn.values()) {
            for (var type : DType.values()) {
                for (int lanes : new int[] {1, 4, 8, 16}) {
                    if (takes(fn, type) && (lanes == 1 || hasVectors(fn, type))) {
                        cases.add(Arguments.of(fn, type, lanes));
                    }
                }
            }
        }
        return cases.build();
    }

    private static boolean takes(ScalarFn fn, DType type) {
        if (type == DType.BOOL) {
            return OF_BOOLEANS.contains(fn);
        }
        return OF_NUMBERS.contains(fn)
                || COMPARISONS.contains(fn)
                || (type.isFloat() ? OF_FLOATS : OF_INTEGERS).contains(fn);
    }

    /** Schedules leave the others to scalar code. */
    private static boolean hasVectors(ScalarFn fn, DType type) {
        return switch (fn) {
            case REM -> false;
            case DIV -> type.isFloat();
            default -> true;
        };
    }

    private static List<DType> operandTypes(ScalarFn fn, DType type) {
        var types = new ArrayList<DType>();
        for (int i = 0; i < fn.arity(); i++) {
            types.add(fn == ScalarFn.WHERE && i == 0 ? DType.BOOL : type);
        }
        return types;
    }

    private static int count(DType type) {
        return type == DType.BOOL ? 2 : type.isFloat() ? FLOATS.length : INTEGERS.length;
    }

    private static Number value(DType type, int index) {
        return switch (type) {
            case F32 -> (double) (float) FLOATS[index];
            case F64 -> FLOATS[index];
            case I32, I64 -> INTEGERS[index];
            case BOOL -> (long) index;
        };
    }

    private static void set(Object array, DType type, int at, Number value) {
        switch (type) {
            case F32 -> Array.setFloat(array, at, value.floatValue());
            case F64 -> Array.setDouble(array, at, value.doubleValue());
            case I32 -> Array.setInt(array, at, value.intValue());
            case I64 -> Array.setLong(array, at, value.longValue());
            case BOOL -> Array.setBoolean(array, at, value.longValue() != 0);
        }
    }

    private static Object array(DType type, int length) {
        return switch (type) {
            case F32 -> new float[length];
            case F64 -> new double[length];
            case I32 -> new int[length];
            case I64 -> new long[length];
            case BOOL -> new boolean[length];
        };
    }

    /** NaNs are all equal, zeros differ by their sign. */
    private static Object bits(Object array, int at) {
        return switch (array) {
            case float[] floats -> Float.floatToIntBits(floats[at]);
            case double[] doubles -> Double.doubleToLongBits(doubles[at]);
            default -> Array.get(array, at);
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bitsAreThoseOfTheEvaluator(ScalarFn fn, DType type, int lanes) {
        var types = operandTypes(fn, type);
        int combinations =
                types.stream().mapToInt(PrimitivesTest::count).reduce(1, (a, b) -> a * b);
        int length = Math.ceilDiv(combinations, MOST_LANES) * MOST_LANES;
        var formula =
                ScalarExpr.call(
                        fn,
                        IntStream.range(0, types.size())
                                .mapToObj(i -> new ScalarExpr.Arg(i, types.get(i)))
                                .toArray(ScalarExpr[]::new));
        var result = formula.type();
        int width = type == DType.BOOL ? lanes : Math.max(1, lanes * 4 / type.bytes());
        var arrays = new ArrayList<Object>();
        types.forEach(one -> arrays.add(array(one, length)));
        var expected = array(result, length);
        for (int at = 0; at < combinations; at++) {
            var values = new ArrayList<Number>();
            int rest = at;
            for (int i = 0; i < types.size(); i++) {
                values.add(value(types.get(i), rest % count(types.get(i))));
                rest /= count(types.get(i));
                set(arrays.get(i), types.get(i), at, values.get(i));
            }
            set(expected, result, at, evaluate(formula, values));
        }
        var found = array(result, length);
        arrays.add(found);
        Kernels.run(lanes, method(fn, types, result, width), arrays, combinations);
        for (int at = 0; at < combinations; at++) {
            assertThat(bits(found, at)).as("combination %d", at).isEqualTo(bits(expected, at));
        }
    }

    private static Number evaluate(ScalarExpr formula, List<Number> values) {
        return ScalarEvaluator.evaluate(
                formula,
                ScalarEvaluator.Mode.MACHINE,
                new ScalarEvaluator.Leaves() {
                    @Override
                    public Number arg(int index) {
                        return values.get(index);
                    }
                });
    }

    /**
     * {@code for (i = 0; i < n; i += lanes) result[i] = fn(x0[i], x1[i], ..)}; writes behind n too.
     */
    private static LoopMethod method(ScalarFn fn, List<DType> types, DType result, int lanes) {
        var at = Dim.symbol("i");
        var buffers = new ArrayList<LoopMethod.Buffer>();
        var loads = new ArrayList<LoopExpr>();
        for (int i = 0; i < types.size(); i++) {
            // A name as parameters of layers have it.
            buffers.add(new LoopMethod.Buffer("layer.x" + i, types.get(i)));
            loads.add(new LoopExpr.Load(i, at, null, new LaneType(types.get(i), lanes)));
        }
        buffers.add(new LoopMethod.Buffer("result", result));
        var call = new LoopExpr.Call(fn, loads, new LaneType(result, lanes));
        var store = new LoopStmt.Store(types.size(), at, call, null);
        var loop = new LoopStmt.For("i", Dim.ZERO, Dim.symbol("n"), lanes, List.of(store));
        return new LoopMethod(
                "k", buffers, List.of("n"), List.of(loop), Location.source("M.java", 3, 5), "");
    }
}
