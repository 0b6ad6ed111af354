package dev.forja.frontend.onnx.export;

import dev.forja.ir.op.onnx.OnnxTarget;

/** A value of the graph that is being written; what it is called is settled at the end. */
final class Name implements OnnxTarget.Ref {
    /** The input that is left out. */
    static final Name ABSENT = new Name("");

    private String wanted;
    private boolean isOutput;

    Name(String wanted) {
        this.wanted = wanted;
    }

    String wanted() {
        return wanted;
    }

    void want(String name) {
        wanted = name;
    }

    /** An output of the graph keeps its name. */
    void asOutput(String name) {
        wanted = name;
        isOutput = true;
    }

    boolean isOutput() {
        return isOutput;
    }
}
