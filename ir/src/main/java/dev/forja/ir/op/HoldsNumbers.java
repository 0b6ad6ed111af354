package dev.forja.ir.op;

import java.util.Optional;

/** An operator without operands whose elements are known. */
public interface HoldsNumbers {
    /** The number that all elements are; empty where they differ. */
    Optional<Double> number();
}
