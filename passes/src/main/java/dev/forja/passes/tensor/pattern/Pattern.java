package dev.forja.passes.tensor.pattern;

import dev.forja.ir.graph.Value;
import java.util.stream.Stream;

/**
 * What computes a value: operators, and what they are applied to. Patterns are put together by
 * {@link Patterns}.
 */
@FunctionalInterface
public interface Pattern {
    /**
     * All the ways in which a value is computed so, the preferred one first.
     *
     * @param match what was captured on the way here, which has to agree
     */
    Stream<Match> in(Value value, Match match);
}
