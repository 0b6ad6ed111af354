package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.List;
import java.util.Map;

/**
 * Initializers. In a field they say how a parameter begins; in a method, those that aren't random
 * make a constant tensor. The text is what the runtime reads.
 */
final class InitializerFunctions {
    static final Map<String, SpecialFunction> ALL =
            Map.of(
                    "zeros", site -> filled(site, "zeros", 0, 0),
                    "ones", site -> filled(site, "ones", 1, 0),
                    "constant", InitializerFunctions::constant,
                    "truncatedNormal", site -> random(site, 1, "(double stddev, int... sizes)"),
                    "normal", site -> random(site, 1, "(double stddev, int... sizes)"),
                    "uniform", site -> random(site, 2, "(double low, double high, int... sizes)"),
                    "glorot", InitializerFunctions::glorot,
                    "he", InitializerFunctions::he);

    private InitializerFunctions() {}

    private static Datum constant(CallSite site) {
        site.requireCount(1, Integer.MAX_VALUE, "constant(double value, int... sizes)");
        site.number(0);
        return filled(site, "constant " + text(site, 0), site.number(0), 1);
    }

    private static Datum filled(CallSite site, String text, double value, int sizesFrom) {
        var shape = new Shape(site.dims(sizesFrom));
        if (site.emitter() == null) {
            return new Datum.Initial(text, shape, DType.F32, value, site.at());
        }
        return site.emitter().apply(site, new Fill(DType.F32, shape, value), List.of());
    }

    private static Datum random(CallSite site, int numbers, String signature) {
        site.requireCount(numbers, Integer.MAX_VALUE, site.name() + signature);
        var text = new StringBuilder(site.name());
        for (int arg = 0; arg < numbers; arg++) {
            text.append(' ').append(text(site, arg));
        }
        if (site.name().equals("uniform") ? site.number(0) > site.number(1) : site.number(0) < 0) {
            throw site.problem("arguments out of range")
                    .expected(
                            numbers == 2 ? "low <= high" : "a standard deviation of 0 or more",
                            text.toString());
        }
        return initial(site, text.toString(), new Shape(site.dims(numbers)));
    }

    /**
     * Glorot and Bengio 2010: fan-in is the second last size times those before, fan-out the last.
     */
    private static Datum glorot(CallSite site) {
        site.requireCount(2, Integer.MAX_VALUE, "glorot(int... sizes) of at least two sizes");
        var shape = new Shape(site.dims(0));
        requireFan(site, shape, 2);
        var window = new Shape(shape.dims().subList(0, shape.rank() - 2)).size();
        var in = window.times(shape.dim(shape.rank() - 2));
        var out = window.times(shape.dim(shape.rank() - 1));
        return initial(site, "glorot " + in + " " + out, shape);
    }

    /** He and others 2015: fan-in is the product of all sizes but the last. */
    private static Datum he(CallSite site) {
        site.requireCount(1, Integer.MAX_VALUE, "he(int... sizes)");
        var shape = new Shape(site.dims(0));
        requireFan(site, shape, 1);
        var in = new Shape(shape.dims().subList(0, Math.max(1, shape.rank() - 1))).size();
        return initial(site, "he " + in, shape);
    }

    private static void requireFan(CallSite site, Shape shape, int rank) {
        if (shape.rank() < rank || shape.dims().stream().anyMatch(InitializerFunctions::isEmpty)) {
            throw site.problem("sizes don't fit the initializer")
                    .expected("at least " + rank + " sizes of 1 or more", shape.toString());
        }
    }

    private static boolean isEmpty(Dim dim) {
        return dim.isConstant() && dim.constant() < 1;
    }

    private static Datum initial(CallSite site, String text, Shape shape) {
        if (site.emitter() != null) {
            throw site.problem("a random initializer makes no tensor in a method")
                    .expected("a @Parameter field", "a method")
                    .hint("move it to a field: @Parameter Tensor w = " + site.name() + "(..)");
        }
        return new Datum.Initial(text, shape, DType.F32, Double.NaN, site.at());
    }

    private static String text(CallSite site, int arg) {
        if (site.args().get(arg) instanceof Datum.Numeral(var number)) {
            return number.toString();
        }
        throw site.mismatch(arg, "a compile-time number");
    }
}
