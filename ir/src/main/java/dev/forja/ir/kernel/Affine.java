package dev.forja.ir.kernel;

import dev.forja.ir.type.Dim;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code constant + sum(factor * axis)} over the axes of a kernel; axes by position, factors may be
 * symbolic.
 *
 * @param factors axis position to factor; no zero factor
 */
public record Affine(TreeMap<Integer, Dim> factors, Dim constant) {
    public Affine {
        factors = new TreeMap<>(factors);
        factors.values().removeIf(Dim.ZERO::equals);
    }

    public static Affine axis(int axis) {
        return new Affine(new TreeMap<>(Map.of(axis, Dim.ONE)), Dim.ZERO);
    }

    public static Affine constant(Dim value) {
        return new Affine(new TreeMap<>(), value);
    }

    public static Affine constant(long value) {
        return constant(Dim.of(value));
    }

    public Dim factor(int axis) {
        return factors.getOrDefault(axis, Dim.ZERO);
    }

    public Affine plus(Affine other) {
        var sum = new TreeMap<>(factors);
        other.factors.forEach((axis, factor) -> sum.merge(axis, factor, Dim::plus));
        return new Affine(sum, constant.plus(other.constant));
    }

    public Affine plus(Dim value) {
        return new Affine(factors, constant.plus(value));
    }

    public Affine times(Dim factor) {
        var product = new TreeMap<Integer, Dim>();
        factors.forEach((axis, old) -> product.put(axis, old.times(factor)));
        return new Affine(product, constant.times(factor));
    }

    /** Replaces every axis by an affine expression of other axes. */
    public Affine substitute(Function<Integer, Affine> axes) {
        var sum = constant(constant);
        for (var term : factors.entrySet()) {
            sum = sum.plus(axes.apply(term.getKey()).times(term.getValue()));
        }
        return sum;
    }

    public boolean isConstant() {
        return factors.isEmpty();
    }

    /** Is this exactly one axis with factor 1 and no constant? */
    public boolean isAxis(int axis) {
        return equals(axis(axis));
    }
}
