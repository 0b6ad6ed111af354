package dev.forja.frontend.java.call;

import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import dev.forja.ir.type.Shape;

/** The elements of a tensor are those of a Java array, which bounds their number. */
public final class Elements {
    private Elements() {}

    /** Refuses a shape that has too many elements whatever its symbols are. */
    public static void require(Shape shape, String operator, Location at) {
        boolean fits;
        try {
            var size = shape.size();
            fits = !size.isConstant() || size.constant() <= Integer.MAX_VALUE;
        } catch (ArithmeticException _) {
            fits = false;
        }
        if (!fits) {
            throw Problem.at(at, operator, "a tensor with too many elements")
                    .expected("at most " + Integer.MAX_VALUE + " elements", shape.toString());
        }
    }
}
