package dev.forja.ir.op.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Combinations of remainders by several divisors, the last counting fastest. */
public final class Residues {
    private Residues() {}

    /** How many combinations there are. */
    public static int count(List<Integer> divisors) {
        return divisors.stream().reduce(1, Math::multiplyExact);
    }

    /** The combination of a number. */
    public static List<Integer> of(int number, List<Integer> divisors) {
        var residues = new ArrayList<Integer>();
        int rest = number;
        for (int divisor : divisors.reversed()) {
            residues.addFirst(rest % divisor);
            rest /= divisor;
        }
        return residues;
    }

    /** All combinations in order. */
    public static List<List<Integer>> all(List<Integer> divisors) {
        return IntStream.range(0, count(divisors)).mapToObj(i -> of(i, divisors)).toList();
    }
}
