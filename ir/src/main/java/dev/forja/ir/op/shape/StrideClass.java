package dev.forja.ir.op.shape;

import dev.forja.ir.type.Dim;
import java.util.Optional;

/**
 * Which elements of which windows reach the positions {@code stride * q + residue}: those with
 * {@code k = first + step * j}, of the windows {@code o = q + base - back * j}, for j from 0.
 *
 * @param first the least element
 * @param step from one element to the next
 * @param base window of the first element at q = 0; may be negative
 * @param back how many windows earlier the next element lies
 */
public record StrideClass(int first, int step, int base, int back) {
    /** Empty when no element reaches these positions. */
    public static Optional<StrideClass> of(int residue, int start, int stride, int dilation) {
        int divisor = gcd(stride, Math.abs(dilation));
        int step = stride / divisor;
        for (int first = 0; first < step; first++) {
            int distance = residue - start - first * dilation;
            if (Math.floorMod(distance, stride) == 0) {
                return Optional.of(
                        new StrideClass(first, step, distance / stride, dilation / divisor));
            }
        }
        return Optional.empty();
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** How many of so many elements belong to the class. */
    public Dim count(Dim elements) {
        return elements.plus(-first).ceilDiv(step).max(Dim.ZERO);
    }
}
