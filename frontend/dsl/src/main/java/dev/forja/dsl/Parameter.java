package dev.forja.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field of type {@link Tensor} that is a parameter of the model. Its initializer, one of {@link
 * Initializers}, gives its shape, which is constant, and its first values. Layers have parameters
 * too; the model names them by the path of fields, such as {@code output.weights}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.FIELD)
public @interface Parameter {
    /** Whether the optimizer of a {@link Loss} changes it. */
    boolean trainable() default true;
}
