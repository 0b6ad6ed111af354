package dev.forja.frontend.onnx.export;

import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import java.util.ArrayList;
import java.util.List;

/** What the graphs of a model have in common while they are written. */
final class Written {
    private final Draft model;
    private final Initializers initializers = new Initializers();
    private final Sizes sizes;
    private final List<Diagnostic> problems = new ArrayList<>();

    Written(String title) {
        model = new Draft(title);
        sizes = new Sizes(model, initializers);
    }

    /** The model's own graph. */
    Draft model() {
        return model;
    }

    Initializers initializers() {
        return initializers;
    }

    Sizes sizes() {
        return sizes;
    }

    List<Diagnostic> problems() {
        return problems;
    }

    void problem(Location location, String operator, String reason) {
        problems.add(
                new Diagnostic(
                        location, operator, "can't be written as ONNX: " + reason, "", "", ""));
    }
}
