package dev.forja.ir.graph;

import dev.forja.ir.diag.Location;
import dev.forja.ir.type.TensorType;

/**
 * A tensor in SSA form: a parameter of a function, or one result of one node. Compared by identity.
 */
public final class Value {
    private final TensorType type;
    private final String name;
    private final Location location;
    private Node definition;
    private int result;

    Value(TensorType type, String name, Location location) {
        this.type = type;
        this.name = name;
        this.location = location;
    }

    void define(Node node, int index) {
        definition = node;
        result = index;
    }

    public TensorType type() {
        return type;
    }

    /** The source name, unique within the function. */
    public String name() {
        return name;
    }

    public Location location() {
        return location;
    }

    /** The node whose result this is; null for a parameter. */
    public Node definition() {
        return definition;
    }

    /** Which result of the defining node this is. */
    public int resultIndex() {
        return result;
    }

    public boolean isParameter() {
        return definition == null;
    }

    @Override
    public String toString() {
        return "%" + name;
    }
}
