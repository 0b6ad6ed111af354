package dev.forja.ir.graph;

import dev.forja.ir.diag.Location;
import dev.forja.ir.op.TensorOp;
import java.util.List;

/** An operator applied to operands. Immutable; interned by the builder of its function. */
public final class Node {
    private final TensorOp op;
    private final List<Value> operands;
    private final List<Value> results;
    private final Location location;

    Node(TensorOp op, List<Value> operands, List<Value> results, Location location) {
        this.op = op;
        this.operands = List.copyOf(operands);
        this.results = List.copyOf(results);
        this.location = location;
        for (int i = 0; i < results.size(); i++) {
            results.get(i).define(this, i);
        }
    }

    public TensorOp op() {
        return op;
    }

    public List<Value> operands() {
        return operands;
    }

    public List<Value> results() {
        return results;
    }

    /** The only result. */
    public Value result() {
        if (results.size() != 1) {
            throw new IllegalStateException(op.mnemonic() + " has " + results.size() + " results");
        }
        return results.getFirst();
    }

    public Location location() {
        return location;
    }
}
