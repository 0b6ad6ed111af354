package dev.forja.frontend.java.eval;

import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import java.util.List;
import java.util.Set;

/** Arrays and lists of what is known when the model is compiled. */
final class Sequences {
    private static final Set<String> LIST_METHODS =
            Set.of("get", "size", "add", "isEmpty", "getFirst", "getLast");

    private Sequences() {}

    static int index(Datum.Sequence sequence, Datum index, Location at) {
        if (index instanceof Datum.Numeral(Integer position)) {
            if (position >= 0 && position < sequence.items().size()) {
                return position;
            }
            throw Problem.at(at, "[]", "index out of bounds")
                    .expected("0 to " + (sequence.items().size() - 1), position + "");
        }
        throw Problem.at(at, "[]", "index isn't known when the model is compiled")
                .expected("a compile-time int", index.describe())
                .hint(index.isTensor() ? "use gather(x, indices)" : "");
    }

    static Datum get(Datum.Sequence sequence, Datum index, Location at) {
        var item = sequence.items().get(index(sequence, index, at));
        if (item == null) {
            throw Problem.at(at, "[]", "an element without a value")
                    .expected("an element that was assigned", index.describe());
        }
        return item;
    }

    /** Calls a method of a list. */
    static Datum call(Datum.Sequence list, String method, List<Datum> args, Location at) {
        if (args.stream().anyMatch(Datum::isUnknown)) {
            return Datum.Special.UNKNOWN;
        }
        return switch (method + args.size()) {
            case "get1" -> get(list, args.getFirst(), at);
            case "size0" -> new Datum.Numeral(list.items().size());
            case "isEmpty0" -> new Datum.Truth(list.items().isEmpty());
            case "getFirst0" -> get(list, new Datum.Numeral(0), at);
            case "getLast0" -> get(list, new Datum.Numeral(list.items().size() - 1), at);
            case "add1" -> {
                list.items().add(args.getFirst());
                yield new Datum.Truth(true);
            }
            default ->
                    throw Problem.at(at, method, "unknown method of a list")
                            .expected("one of " + LIST_METHODS.stream().sorted().toList(), method);
        };
    }
}
