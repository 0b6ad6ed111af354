package dev.forja.frontend.onnx;

import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;

/**
 * One reason why a model can't be imported.
 *
 * @param location the model file and the node
 * @param operator of the node, with its operator set; may be empty
 * @param isUnsupported valid ONNX that is not supported, as opposed to a wrong model
 */
public record Issue(Location location, String operator, String message, boolean isUnsupported) {
    public Diagnostic diagnostic() {
        return new Diagnostic(location, operator, message, "", "", "");
    }

    /** Node, operator and message in one line. */
    public String text() {
        var where = location.node().isEmpty() ? "" : location.node() + ": ";
        return where + (operator.isEmpty() ? "" : operator + ": ") + message.replace("\n", ";");
    }
}
