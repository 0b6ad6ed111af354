package dev.forja.ir.graph;

/**
 * A result of a function.
 *
 * @param name for people and the generated signature
 * @param target the function parameter (of role PARAMETER or SLOT) that this result is the next
 *     value of; null for an output that goes to the caller
 */
public record Result(String name, Value value, Value target) {
    public static Result output(String name, Value value) {
        return new Result(name, value, null);
    }
}
