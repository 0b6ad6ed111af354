package dev.forja.ir.diag;

/**
 * Where a value was written: a Java model source (file, line, column, 1-based) or a node of another
 * format.
 *
 * @param file source file, or the model file for a named node; empty when unknown
 * @param line 1-based line, 0 when there is none
 * @param column 1-based column, 0 when there is none
 * @param node name of the node in formats without lines (ONNX); empty otherwise
 */
public record Location(String file, int line, int column, String node) {
    public static final Location UNKNOWN = new Location("", 0, 0, "");

    public static Location source(String file, int line, int column) {
        return new Location(file, line, column, "");
    }

    public static Location node(String file, String node) {
        return new Location(file, 0, 0, node);
    }

    public boolean isKnown() {
        return !file.isEmpty() || !node.isEmpty();
    }

    @Override
    public String toString() {
        if (!isKnown()) {
            return "unknown";
        }
        if (line == 0) {
            return file + (node.isEmpty() ? "" : "#" + node);
        }
        return file + ":" + line + ":" + column;
    }
}
