package dev.forja.frontend.java.eval;

import dev.forja.ir.diag.Location;

/**
 * A method or constructor that is being evaluated.
 *
 * @param declaration the node that declares it; compared by identity
 * @param receiver the instance or class it runs on; compared by identity
 * @param name for people: {@code Digits.logits}
 * @param calledAt where the call stands; null for what the frontend starts itself
 */
record Activation(Object declaration, Object receiver, String name, Location calledAt) {
    boolean isSame(Activation other) {
        return declaration == other.declaration && receiver == other.receiver;
    }
}
