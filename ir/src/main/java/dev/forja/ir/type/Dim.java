package dev.forja.ir.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A dimension: a polynomial with integer coefficients over symbols and the atoms {@code
 * floor(a/b)}, {@code a mod b}, {@code max(a,b)} and {@code min(a,b)}. Kept in one canonical form,
 * so that equal polynomials are equal objects: {@code 2*n+1}, {@code n*k}, {@code ((n+1)/2)}.
 */
public final class Dim {
    public static final Dim ZERO = new Dim(new TreeMap<>());
    public static final Dim ONE = of(1);

    /** A factor of a monomial that is no number. */
    public sealed interface Atom {}

    public record Symbol(String name) implements Atom {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A rounding or choosing function of two dimensions. */
    public record Apply(Operation operation, Dim left, Dim right) implements Atom {
        @Override
        public String toString() {
            return switch (operation) {
                case FLOOR_DIV -> "(" + paren(left) + "/" + paren(right) + ")";
                case MOD -> "(" + paren(left) + "%" + paren(right) + ")";
                case MAX -> "max(" + left + "," + right + ")";
                case MIN -> "min(" + left + "," + right + ")";
            };
        }

        private static String paren(Dim dim) {
            return dim.isConstant() || dim.isAtom() ? dim.toString() : "(" + dim + ")";
        }
    }

    public enum Operation {
        FLOOR_DIV,
        MOD,
        MAX,
        MIN
    }

    /** A product of atoms, sorted by their text; empty for the constant term. */
    public record Monomial(List<Atom> atoms) implements Comparable<Monomial> {
        private static final Comparator<Monomial> ORDER =
                Comparator.comparingInt((Monomial m) -> -m.atoms.size())
                        .thenComparing(Monomial::toString);

        static final Monomial UNIT = new Monomial(List.of());

        Monomial times(Monomial other) {
            var product = new ArrayList<>(atoms);
            product.addAll(other.atoms);
            product.sort(Comparator.comparing(Atom::toString));
            return new Monomial(List.copyOf(product));
        }

        /** Constants meet all the time, and need no text. */
        @Override
        public int compareTo(Monomial other) {
            return atoms.isEmpty() && other.atoms.isEmpty() ? 0 : ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return atoms.size() == 1
                    ? atoms.getFirst().toString()
                    : atoms.stream().map(Atom::toString).collect(Collectors.joining("*"));
        }
    }

    private final TreeMap<Monomial, Long> terms;

    private Dim(TreeMap<Monomial, Long> terms) {
        this.terms = terms;
    }

    public static Dim of(long value) {
        var terms = new TreeMap<Monomial, Long>();
        if (value != 0) {
            terms.put(Monomial.UNIT, value);
        }
        return new Dim(terms);
    }

    public static Dim symbol(String name) {
        return atom(new Symbol(name));
    }

    private static Dim atom(Atom atom) {
        var terms = new TreeMap<Monomial, Long>();
        terms.put(new Monomial(List.of(atom)), 1L);
        return new Dim(terms);
    }

    public static Dim parse(String text) {
        return new DimParser(text).single();
    }

    static List<Dim> parseList(String text) {
        return new DimParser(text).list();
    }

    /** The coefficients by monomial, highest degree first; read-only. */
    public Map<Monomial, Long> terms() {
        return Collections.unmodifiableMap(terms);
    }

    public boolean isConstant() {
        return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(Monomial.UNIT));
    }

    public boolean isConstant(long value) {
        return isConstant() && constant() == value;
    }

    /** The value of a constant dimension. */
    public long constant() {
        if (!isConstant()) {
            throw new IllegalStateException("dimension " + this + " is not constant");
        }
        return terms.getOrDefault(Monomial.UNIT, 0L);
    }

    private boolean isAtom() {
        return terms.size() == 1
                && terms.firstEntry().getValue() == 1
                && terms.firstKey().atoms().size() == 1;
    }

    public Dim plus(Dim other) {
        var sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, factor) -> add(sum, monomial, factor));
        return new Dim(sum);
    }

    public Dim plus(long value) {
        return plus(of(value));
    }

    public Dim minus(Dim other) {
        return plus(other.times(-1));
    }

    public Dim times(long factor) {
        return times(of(factor));
    }

    public Dim times(Dim other) {
        var product = new TreeMap<Monomial, Long>();
        terms.forEach((a, x) ->
                other.terms.forEach((b, y) -> add(product, a.times(b), Math.multiplyExact(x, y))));
        return new Dim(product);
    }

    private static void add(TreeMap<Monomial, Long> terms, Monomial monomial, long factor) {
        long sum = Math.addExact(terms.getOrDefault(monomial, 0L), factor);
        if (sum == 0) {
            terms.remove(monomial);
        } else {
            terms.put(monomial, sum);
        }
    }

    /** {@code floor(this / divisor)}; exact where the polynomial divides. */
    public Dim floorDiv(Dim divisor) {
        if (divisor.isConstant() && divisor.constant() == 0) {
            throw new ArithmeticException("division of dimension " + this + " by zero");
        }
        if (isConstant() && divisor.isConstant()) {
            return of(Math.floorDiv(constant(), divisor.constant()));
        }
        return divideExact(divisor)
                .orElseGet(() -> atom(new Apply(Operation.FLOOR_DIV, this, divisor)));
    }

    public Dim ceilDiv(long divisor) {
        return plus(divisor - 1).floorDiv(of(divisor));
    }

    /** {@code this - divisor * floor(this / divisor)}. */
    public Dim mod(Dim divisor) {
        if (divisor.isConstant(0)) {
            throw new ArithmeticException("remainder of dimension " + this + " by zero");
        }
        if (isConstant() && divisor.isConstant()) {
            return of(Math.floorMod(constant(), divisor.constant()));
        }
        return divideExact(divisor).isPresent()
                ? ZERO
                : atom(new Apply(Operation.MOD, this, divisor));
    }

    public Dim max(Dim other) {
        return choose(Operation.MAX, other);
    }

    public Dim min(Dim other) {
        return choose(Operation.MIN, other);
    }

    /** Is it certain that this is at least 0 whatever the symbols, which are sizes, stand for? */
    private boolean isNonNegative() {
        return terms.entrySet().stream()
                .allMatch(term ->
                        term.getValue() >= 0
                                && term.getKey().atoms().stream().allMatch(Dim::isNonNegative));
    }

    private static boolean isNonNegative(Atom atom) {
        return switch (atom) {
            case Symbol _ -> true;
            case Apply(var operation, var left, var right) ->
                    switch (operation) {
                        case FLOOR_DIV, MIN -> left.isNonNegative() && right.isNonNegative();
                        case MAX -> left.isNonNegative() || right.isNonNegative();
                        case MOD -> right.isNonNegative();
                    };
        };
    }

    private Dim choose(Operation operation, Dim other) {
        if (equals(other)) {
            return this;
        }
        var difference = minus(other);
        if (difference.isConstant()) {
            boolean thisIsLarger = difference.constant() > 0;
            return thisIsLarger == (operation == Operation.MAX) ? this : other;
        }
        if (difference.isNonNegative()) {
            return operation == Operation.MAX ? this : other;
        }
        if (other.minus(this).isNonNegative()) {
            return operation == Operation.MAX ? other : this;
        }
        var absorbed = absorb(operation, other).or(() -> other.absorb(operation, this));
        if (absorbed.isPresent()) {
            return absorbed.get();
        }
        return toString().compareTo(other.toString()) <= 0
                ? atom(new Apply(operation, this, other))
                : atom(new Apply(operation, other, this));
    }

    /** {@code min(c, min(a, b))} where c and a or b can be compared; max alike. */
    private Optional<Dim> absorb(Operation operation, Dim inner) {
        if (!(inner.single() instanceof Apply(var same, var left, var right))
                || same != operation) {
            return Optional.empty();
        }
        for (var pair : List.of(List.of(left, right), List.of(right, left))) {
            var chosen = choose(operation, pair.getFirst());
            if (chosen.equals(pair.getFirst())) {
                return Optional.of(inner);
            }
            if (chosen.equals(this)) {
                return Optional.of(choose(operation, pair.getLast()));
            }
        }
        return Optional.empty();
    }

    /** The atom that this is; null when it is more or less than one. */
    private Atom single() {
        if (terms.size() != 1 || terms.firstEntry().getValue() != 1) {
            return null;
        }
        var atoms = terms.firstKey().atoms();
        return atoms.size() == 1 ? atoms.getFirst() : null;
    }

    /** The symbol and the number of {@code min(number, symbol)}; empty for others. */
    public Optional<Map.Entry<String, Long>> bounded() {
        if (single() instanceof Apply(var operation, var left, var right)
                && operation == Operation.MIN) {
            var number = left.isConstant() ? left : right;
            var other = left.isConstant() ? right : left;
            if (number.isConstant() && other.single() instanceof Symbol(var name)) {
                return Optional.of(Map.entry(name, number.constant()));
            }
        }
        return Optional.empty();
    }

    /** Every minimum and maximum, quotient and remainder in here, those inside of others too. */
    public Set<Dim> parts() {
        var parts = new LinkedHashSet<Dim>();
        for (var monomial : terms.keySet()) {
            for (var atom : monomial.atoms()) {
                if (atom instanceof Apply(_, var left, var right)) {
                    parts.add(atom(atom));
                    parts.addAll(left.parts());
                    parts.addAll(right.parts());
                }
            }
        }
        return parts;
    }

    /**
     * The quotient when {@code divisor} divides this polynomial without remainder for every value
     * of the symbols.
     */
    public Optional<Dim> divideExact(Dim divisor) {
        if (divisor.terms.isEmpty()) {
            return Optional.empty();
        }
        var rest = this;
        var quotient = ZERO;
        var lead = divisor.terms.firstEntry();
        while (!rest.terms.isEmpty()) {
            var head = rest.terms.firstEntry();
            var atoms = new ArrayList<>(head.getKey().atoms());
            for (var atom : lead.getKey().atoms()) {
                if (!atoms.remove(atom)) {
                    return Optional.empty();
                }
            }
            if (head.getValue() % lead.getValue() != 0) {
                return Optional.empty();
            }
            var factor = new TreeMap<Monomial, Long>();
            factor.put(new Monomial(List.copyOf(atoms)), head.getValue() / lead.getValue());
            var term = new Dim(factor);
            quotient = quotient.plus(term);
            rest = rest.minus(term.times(divisor));
        }
        return Optional.of(quotient);
    }

    /**
     * A value that this dimension is never below, when every symbol is 0 or more; empty when none
     * is known.
     */
    public OptionalLong lowerBound() {
        long bound = 0;
        for (var term : terms.entrySet()) {
            if (term.getKey().atoms().isEmpty()) {
                bound += term.getValue();
            } else if (term.getValue() < 0
                    || !term.getKey().atoms().stream().allMatch(Dim::isNeverNegative)) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(bound);
    }

    private static boolean isNeverNegative(Atom atom) {
        return switch (atom) {
            case Symbol _ -> true;
            case Apply(var operation, var left, var right) ->
                    switch (operation) {
                        case FLOOR_DIV -> left.isNeverNegative() && right.isNeverNegative();
                        case MOD -> right.isNeverNegative();
                        case MAX -> left.isNeverNegative() || right.isNeverNegative();
                        case MIN -> left.isNeverNegative() && right.isNeverNegative();
                    };
        };
    }

    /** Is this 0 or more for all sizes, as far as can be told? */
    public boolean isNeverNegative() {
        var bound = lowerBound();
        return bound.isPresent() && bound.getAsLong() >= 0;
    }

    /** The terms with a coefficient above 0. */
    public Dim positivePart() {
        var positive = new TreeMap<>(terms);
        positive.values().removeIf(factor -> factor < 0);
        return new Dim(positive);
    }

    /** The names of all symbols, in order of first appearance. */
    public SequencedSet<String> symbols() {
        var names = new LinkedHashSet<String>();
        for (var monomial : terms.keySet()) {
            for (var atom : monomial.atoms()) {
                switch (atom) {
                    case Symbol(var name) -> names.add(name);
                    case Apply(_, var left, var right) -> {
                        names.addAll(left.symbols());
                        names.addAll(right.symbols());
                    }
                }
            }
        }
        return names;
    }

    /** Replaces symbols; one without a binding stays. */
    public Dim substitute(Map<String, Dim> bindings) {
        var result = ZERO;
        for (var term : terms.entrySet()) {
            var product = of(term.getValue());
            for (var atom : term.getKey().atoms()) {
                product = product.times(substitute(atom, bindings));
            }
            result = result.plus(product);
        }
        return result;
    }

    private static Dim substitute(Atom atom, Map<String, Dim> bindings) {
        return switch (atom) {
            case Symbol(var name) -> bindings.getOrDefault(name, atom(atom));
            case Apply(var operation, var left, var right) -> {
                var a = left.substitute(bindings);
                var b = right.substitute(bindings);
                yield switch (operation) {
                    case FLOOR_DIV -> a.floorDiv(b);
                    case MOD -> a.mod(b);
                    case MAX -> a.max(b);
                    case MIN -> a.min(b);
                };
            }
        };
    }

    /** The number for given values of all symbols. */
    public long evaluate(Map<String, Long> values) {
        var bindings =
                values.entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, entry -> of(entry.getValue())));
        return substitute(bindings).constant();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dim dim && terms.equals(dim.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        if (terms.isEmpty()) {
            return "0";
        }
        var text = new StringBuilder();
        terms.forEach((monomial, factor) -> {
            if (!text.isEmpty() && factor > 0) {
                text.append('+');
            }
            if (monomial.atoms().isEmpty()) {
                text.append(factor);
            } else {
                text.append(factor == 1 ? "" : factor == -1 ? "-" : factor + "*").append(monomial);
            }
        });
        return text.toString();
    }
}
