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
    /**
     * One of {@code gradientDescent}, {@code momentum}, {@code nesterov}, {@code adagrad}, {@code
     * rmsprop}, {@code adam}, {@code adamw} and {@code lamb}.
     */
    String optimizer() default "gradientDescent";

    /**
     * Decay of the velocity of {@code momentum} and {@code nesterov}. Left out, as each
     * hyper-parameter: the optimizer's default.
     */
    double momentum() default Double.NaN;

    /** Decay of the mean of squared gradients of {@code rmsprop}. */
    double rho() default Double.NaN;

    /** What the sum of squared gradients of {@code adagrad} begins with. */
    double initialAccumulator() default Double.NaN;

    /** Decay of the mean of gradients of {@code adam}, {@code adamw} and {@code lamb}. */
    double beta1() default Double.NaN;

    /** Decay of the mean of squared gradients of {@code adam}, {@code adamw} and {@code lamb}. */
    double beta2() default Double.NaN;

    /** Added where an optimizer divides by the root of squared gradients. */
    double epsilon() default Double.NaN;

    /**
     * Share of each parameter that a step of {@code adamw} or {@code lamb} takes away, before the
     * learning rate.
     */
    double weightDecay() default Double.NaN;

    /** Limit of each element of the gradients, above and below 0; with any optimizer. */
    double clipByValue() default Double.NaN;

    /** Limit of the length of all gradients as one vector; with any optimizer. */
    double clipByGlobalNorm() default Double.NaN;
}
