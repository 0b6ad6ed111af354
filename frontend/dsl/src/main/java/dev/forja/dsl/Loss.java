package dev.forja.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method whose result, a scalar {@link Tensor}, training makes smaller. Forja derives its
 * gradient for each trainable parameter and compiles forward pass, backward pass and update into
 * one step. The learning rate isn't given here: it is an input of each step.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Loss {
    /** One of {@code gradientDescent}, {@code momentum}, {@code adam} and {@code adamw}. */
    String optimizer() default "gradientDescent";

    /**
     * Decay of the velocity of {@code momentum}. Left out, as each hyper-parameter: the optimizer's
     * default.
     */
    double momentum() default Double.NaN;

    /** Decay of the mean of gradients of {@code adam} and {@code adamw}. */
    double beta1() default Double.NaN;

    /** Decay of the mean of squared gradients of {@code adam} and {@code adamw}. */
    double beta2() default Double.NaN;

    /** Added to the root of the squared gradients of {@code adam} and {@code adamw}. */
    double epsilon() default Double.NaN;

    /**
     * Share of each parameter that a step of {@code adamw} takes away, before the learning rate.
     */
    double weightDecay() default Double.NaN;
}
