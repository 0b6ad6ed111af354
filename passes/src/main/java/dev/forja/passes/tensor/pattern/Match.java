package dev.forja.passes.tensor.pattern;

import dev.forja.ir.graph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a pattern found so far.
 *
 * @param captured values, numbers and attributes by name
 * @param inner the nodes that the pattern describes, which what replaces them makes needless
 */
public record Match(Map<String, Object> captured, Set<Node> inner) {
    public static final Match NOTHING = new Match(Map.of(), Set.of());

    public Match {
        captured = Map.copyOf(captured);
        inner = Set.copyOf(inner);
    }

    /** With something under a name; empty if something else has that name. */
    Optional<Match> capture(String name, Object what) {
        var known = captured.get(name);
        if (known != null) {
            return known.equals(what) ? Optional.of(this) : Optional.empty();
        }
        var more = new HashMap<>(captured);
        more.put(name, what);
        return Optional.of(new Match(more, inner));
    }

    Match with(Node node) {
        var more = new HashSet<>(inner);
        more.add(node);
        return new Match(captured, more);
    }
}
