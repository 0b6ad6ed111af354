package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;

/** A function whose operator depends on more than its compile-time arguments. */
@FunctionalInterface
interface SpecialFunction {
    Datum apply(CallSite site);
}
