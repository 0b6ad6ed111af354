package dev.forja.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The shape of a tensor argument: sizes with commas between, the outermost first. A size is a
 * number, a constant of the class, a symbol such as {@code n}, or arithmetic of these:
 * {@code @Shape("n, 2*k+1, 64")}; empty text is a scalar. Equal symbols of one method are equal
 * sizes; in a generated class they are arguments.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.PARAMETER)
public @interface Shape {
    String value();
}
