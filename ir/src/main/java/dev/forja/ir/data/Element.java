package dev.forja.ir.data;

import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;

/** One known element of a tensor. */
public sealed interface Element {
    /** A number of a floating type. */
    record Real(double value) implements Element {
        @Override
        public boolean equals(Object other) {
            return other instanceof Real(var that)
                    && Double.doubleToLongBits(value) == Double.doubleToLongBits(that);
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value);
        }
    }

    /**
     * A whole number, perhaps a symbolic one; of an integer type, of bool (0, 1), or a symbolic one
     * that was converted to a floating type.
     */
    record Whole(Dim value) implements Element {}

    static Element of(DType type, Number value) {
        return type.isFloat()
                ? new Real(value.doubleValue())
                : new Whole(Dim.of(value.longValue()));
    }

    /** Is this a number, not a symbolic one? */
    default boolean isNumber() {
        return switch (this) {
            case Real _ -> true;
            case Whole(var value) -> value.isConstant();
        };
    }

    /** The number, a Double for floating types and else a Long. */
    default Number number(DType type) {
        return switch (this) {
            case Real(var value) -> (Number) value;
            case Whole(var value) ->
                    type.isFloat() ? (Number) (double) value.constant() : (Number) value.constant();
        };
    }
}
