package dev.forja.ir.op.onnx;

/**
 * A node that can't be imported. The importer adds where it stands.
 *
 * @see OnnxCall
 */
public final class OnnxProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of problem it is. */
    public enum Kind {
        /** Valid ONNX that is not supported. */
        UNSUPPORTED,
        /** The model is wrong. */
        INVALID,
        /** The content of an operand decides a shape, and it is not known at compile time. */
        CONTENT_NEEDED
    }

    private final Kind kind;
    private final int operand;

    private OnnxProblem(Kind kind, int operand, String message) {
        super(message);
        this.kind = kind;
        this.operand = operand;
    }

    public static OnnxProblem unsupported(String message) {
        return new OnnxProblem(Kind.UNSUPPORTED, -1, message);
    }

    public static OnnxProblem invalid(String message) {
        return new OnnxProblem(Kind.INVALID, -1, message);
    }

    public static OnnxProblem contentNeeded(int operand) {
        return new OnnxProblem(
                Kind.CONTENT_NEEDED,
                operand,
                "the content of operand "
                        + operand
                        + " decides a shape and is not known at compile time");
    }

    public Kind kind() {
        return kind;
    }

    /** The operand whose content is needed. */
    public int operand() {
        return operand;
    }
}
