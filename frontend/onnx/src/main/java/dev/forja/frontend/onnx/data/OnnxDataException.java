package dev.forja.frontend.onnx.data;

/** A file, tensor or type that can't be read. Whoever knows its name and position adds them. */
public final class OnnxDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isUnsupported;

    private OnnxDataException(boolean isUnsupported, String message) {
        super(message);
        this.isUnsupported = isUnsupported;
    }

    public static OnnxDataException invalid(String message) {
        return new OnnxDataException(false, message);
    }

    public static OnnxDataException unsupported(String message) {
        return new OnnxDataException(true, message);
    }

    /** Valid ONNX that is not supported, as opposed to a broken file. */
    public boolean isUnsupported() {
        return isUnsupported;
    }
}
