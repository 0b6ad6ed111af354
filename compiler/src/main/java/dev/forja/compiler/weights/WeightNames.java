package dev.forja.compiler.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What parameters are called in a file. A rule has our name at the left and at the right {@code
 * NAME}, {@code transpose(NAME)} for all axes in the opposite order, or {@code permute(NAME, 2, 3,
 * 1, 0)} for axis i of ours being the axis of the file that stands at place i; or several of these
 * with {@code +} between them, which are added. One {@code *} at the left stands for any text,
 * which the {@code *} at the right repeats. Names without {@code *} go before those with one.
 */
public final class WeightNames {
    /** Between spaces: names may have one inside. */
    private static final Pattern PLUS = Pattern.compile("\\s+\\+\\s+");

    private static final Pattern TRANSPOSE = Pattern.compile("transpose\\((.*)\\)");
    private static final Pattern PERMUTE =
            Pattern.compile("permute\\((.*?)\\s*,\\s*(\\d{1,2}(?:\\s*,\\s*\\d{1,2})*)\\s*\\)");

    /**
     * A tensor of the file, and how its axes become ours.
     *
     * @param order of the file's axes; null for their own, empty for the opposite one
     */
    record Source(String name, List<Integer> order) {
        /** The permutation for a rank; empty when the rule is about another one. */
        Optional<List<Integer>> permutation(int rank) {
            if (order == null) {
                return Optional.of(IntStream.range(0, rank).boxed().toList());
            }
            if (order.isEmpty()) {
                return Optional.of(
                        IntStream.range(0, rank).map(i -> rank - 1 - i).boxed().toList());
            }
            boolean fits =
                    order.stream()
                            .sorted()
                            .toList()
                            .equals(IntStream.range(0, rank).boxed().toList());
            return fits ? Optional.of(order) : Optional.empty();
        }

        String text() {
            if (order == null) {
                return name;
            }
            return order.isEmpty()
                    ? "transpose(" + name + ")"
                    : "permute(" + name + ", " + order + ")";
        }
    }

    private final SortedMap<String, String> rules;

    WeightNames(SortedMap<String, String> rules) {
        this.rules = new TreeMap<>(rules);
    }

    /**
     * @throws IllegalArgumentException naming a rule that is none
     */
    public static void require(SortedMap<String, String> rules) {
        rules.forEach((ours, theirs) -> {
            boolean isPattern = ours.contains("*");
            boolean isSingle =
                    Arrays.stream(PLUS.split(theirs, -1))
                            .allMatch(part -> !part.isBlank() && stars(part) < 2);
            if (ours.isEmpty() || theirs.isEmpty() || stars(ours) > 1 || !isSingle) {
                throw new IllegalArgumentException(
                        ours + "=" + theirs + ": expected OURS=THEIRS with at most one * each");
            }
            if (!isPattern && theirs.contains("*")) {
                throw new IllegalArgumentException(
                        ours + "=" + theirs + ": a * at the right needs one at the left");
            }
        });
    }

    private static long stars(String text) {
        return text.chars().filter(c -> c == '*').count();
    }

    /** The rules by our name or pattern. */
    SortedMap<String, String> rules() {
        return rules;
    }

    /** Does a rule speak of a parameter? */
    static boolean matches(String rule, String parameter) {
        return rule.contains("*") ? star(rule, parameter).isPresent() : rule.equals(parameter);
    }

    private static Optional<String> star(String rule, String parameter) {
        int at = rule.indexOf('*');
        var before = rule.substring(0, at);
        var behind = rule.substring(at + 1);
        boolean fits =
                parameter.length() >= before.length() + behind.length()
                        && parameter.startsWith(before)
                        && parameter.endsWith(behind);
        return fits
                ? Optional.of(
                        parameter.substring(before.length(), parameter.length() - behind.length()))
                : Optional.empty();
    }

    /** Where the values of a parameter come from; of several tensors they are the sum. */
    List<Source> sources(String parameter) {
        var exact = rules.get(parameter);
        if (exact != null) {
            return summands(exact);
        }
        for (var rule : patterns()) {
            var text = star(rule, parameter);
            if (text.isPresent()) {
                return summands(rules.get(rule).replace("*", text.get()));
            }
        }
        return List.of(new Source(parameter, null));
    }

    /** Longer patterns say more. */
    private List<String> patterns() {
        var patterns =
                new ArrayList<>(rules.keySet().stream().filter(r -> r.contains("*")).toList());
        patterns.sort((a, b) -> Integer.compare(b.length(), a.length()));
        return patterns;
    }

    private static List<Source> summands(String theirs) {
        return Arrays.stream(PLUS.split(theirs, -1))
                .map(String::strip)
                .map(WeightNames::parsed)
                .toList();
    }

    private static Source parsed(String theirs) {
        var transposed = TRANSPOSE.matcher(theirs);
        if (transposed.matches()) {
            return new Source(transposed.group(1).strip(), List.of());
        }
        var permuted = PERMUTE.matcher(theirs);
        if (permuted.matches()) {
            var order =
                    Pattern.compile(",")
                            .splitAsStream(permuted.group(2))
                            .map(axis -> Integer.parseInt(axis.strip()))
                            .toList();
            return new Source(permuted.group(1).strip(), order);
        }
        return new Source(theirs, null);
    }
}
