package dev.forja.passes.loops;

import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loops that are open while a nest is being built. A statement can be put into any open level:
 * what doesn't depend on the inner loops goes in front of them.
 */
final class LoopScopes {
    private static final class Level {
        final List<LoopStmt> statements = new ArrayList<>();
        final Map<Object, LoopExpr> values = new HashMap<>();
        final Map<Dim, Dim> positions = new HashMap<>();
        final List<String> symbols = new ArrayList<>();
    }

    private final List<Level> levels = new ArrayList<>();
    private final Map<String, Integer> symbolLevels = new HashMap<>();
    private int nextName;

    LoopScopes() {
        levels.add(new Level());
    }

    int current() {
        return levels.size() - 1;
    }

    /** Opens a loop; its variable belongs to the new level. */
    void open(String variable) {
        levels.add(new Level());
        define(variable, current());
    }

    /** Closes the innermost loop and gives its statements. */
    List<LoopStmt> close() {
        var level = levels.removeLast();
        level.symbols.forEach(symbolLevels::remove);
        return level.statements;
    }

    void add(LoopStmt statement) {
        levels.getLast().statements.add(statement);
    }

    void add(int level, LoopStmt statement) {
        levels.get(level).statements.add(statement);
    }

    private void define(String symbol, int level) {
        symbolLevels.put(symbol, level);
        levels.get(level).symbols.add(symbol);
    }

    String fresh(String stem) {
        return stem + "_" + nextName++;
    }

    /** A value that was bound in an open level. */
    Optional<LoopExpr> known(Object key) {
        for (var level : levels.reversed()) {
            var value = level.values.get(key);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    void remember(int level, Object key, LoopExpr value) {
        levels.get(level).values.put(key, value);
    }

    /** Declares a position symbol that a statement of the level defines. */
    Dim symbol(int level, String name) {
        define(name, level);
        return Dim.symbol(name);
    }

    /**
     * The level at which all symbols of a position are known; dimensions of the method are known at
     * level 0.
     */
    int levelOf(Dim position) {
        return position.symbols().stream()
                .mapToInt(name -> symbolLevels.getOrDefault(name, 0))
                .max()
                .orElse(0);
    }

    /**
     * The same position with the part that doesn't change in the innermost loop bound to an index
     * local in front of it.
     */
    Dim hoisted(Dim position, String stem) {
        int level = levelOf(position);
        if (level == 0 || position.isConstant()) {
            return position;
        }
        var invariant = Dim.ZERO;
        var rest = Dim.ZERO;
        for (var term : position.terms().entrySet()) {
            var part = Dim.of(term.getValue());
            var monomial = part.times(monomial(term.getKey()));
            if (levelOf(monomial) < level && !monomial.isConstant()) {
                invariant = invariant.plus(monomial);
            } else {
                rest = rest.plus(monomial);
            }
        }
        if (invariant.equals(Dim.ZERO) || isSymbol(invariant)) {
            return position;
        }
        return bind(levelOf(invariant), invariant, stem).plus(rest);
    }

    private Dim bind(int level, Dim value, String stem) {
        for (int open = 0; open < levels.size(); open++) {
            var known = levels.get(open).positions.get(value);
            if (known != null) {
                return known;
            }
        }
        var shorter = hoisted(value, stem);
        var name = fresh(stem);
        add(level, new LoopStmt.LetIndex(name, shorter));
        var symbol = symbol(level, name);
        levels.get(level).positions.put(value, symbol);
        return symbol;
    }

    private static boolean isSymbol(Dim dim) {
        return dim.terms().size() == 1
                && dim.terms().values().iterator().next() == 1
                && dim.terms().keySet().iterator().next().atoms().size() == 1;
    }

    private static Dim monomial(Dim.Monomial monomial) {
        var product = Dim.ONE;
        for (var atom : monomial.atoms()) {
            product =
                    product.times(
                            switch (atom) {
                                case Dim.Symbol(var name) -> Dim.symbol(name);
                                case Dim.Apply(var operation, var left, var right) ->
                                        switch (operation) {
                                            case FLOOR_DIV -> left.floorDiv(right);
                                            case MOD -> left.mod(right);
                                            case MAX -> left.max(right);
                                            case MIN -> left.min(right);
                                        };
                            });
        }
        return product;
    }
}
