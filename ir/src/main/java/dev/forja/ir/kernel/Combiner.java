package dev.forja.ir.kernel;

import java.util.Locale;

/** How the values along the reduction axes become one. */
public enum Combiner {
    /** No reduction axis. */
    NONE,
    /** From +0; a body that is a product is fused into a multiply-add. */
    SUM,
    PROD,
    /** From -infinity (integers: the least value); NaN wins. */
    MAX,
    MIN,
    /** The position of the first greatest value; NaN counts as greatest. */
    ARGMAX,
    ARGMIN;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
