package dev.forja.compiler.onnx;

/** What became of one case. */
public record CaseResult(String name, Outcome outcome, String detail) {
    public enum Outcome {
        PASS,
        FAIL,
        UNSUPPORTED
    }

    /** {@code PASS name detail}, on one line. */
    public String line() {
        var text = detail.strip().replaceAll("\\s*\\R\\s*", "; ");
        return outcome + " " + name + (text.isEmpty() ? "" : " " + text);
    }
}
