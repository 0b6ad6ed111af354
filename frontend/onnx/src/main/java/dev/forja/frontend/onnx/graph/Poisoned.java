package dev.forja.frontend.onnx.graph;

/** An operand could not be imported, so neither can what uses it; the reason was reported. */
final class Poisoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Poisoned() {
        super(null, null, false, false);
    }
}
