package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A call of a function of the language, its arguments evaluated and none of them unknown.
 *
 * @param name as the source writes it
 * @param args a method's receiver is the first
 * @param places where each argument stands
 * @param resultName name of the resulting value; null for the operator's
 * @param emitter where operators go; null while fields are initialized, where there is no function
 */
public record CallSite(
        String name,
        List<Datum> args,
        List<Location> places,
        Location at,
        String resultName,
        Emitter emitter) {
    /** The emitter, where tensors can be computed. */
    Emitter requireEmitter() {
        if (emitter == null) {
            throw problem("tensors can't be computed in a field or constructor")
                    .expected("an initializer such as zeros(10)", name + "(..)")
                    .hint("compute it in a method");
        }
        return emitter;
    }

    Problem problem(String message) {
        return Problem.at(at, name, message);
    }

    Problem problemAt(int arg, String message) {
        return Problem.at(places.get(arg), name, message);
    }

    Problem wrongCount(String signature) {
        return problem("wrong number of arguments")
                .expected(signature, args.isEmpty() ? "no argument" : describeArgs());
    }

    String describeArgs() {
        return args.stream().map(Datum::describe).collect(Collectors.joining(", "));
    }

    void requireCount(int least, int most, String signature) {
        if (args.size() < least || args.size() > most) {
            throw wrongCount(signature);
        }
    }

    /** A tensor argument. */
    Value tensor(int arg) {
        var into = requireEmitter();
        if (!args.get(arg).isTensor()) {
            throw mismatch(arg, "a tensor");
        }
        return into.value(args.get(arg));
    }

    TensorType type(int arg) {
        return Conversion.typeOf(args.get(arg));
    }

    /** A whole number that is known when the model is compiled. */
    int whole(int arg) {
        if (args.get(arg) instanceof Datum.Numeral(Integer value)) {
            return value;
        }
        throw mismatch(arg, "a compile-time int");
    }

    double number(int arg) {
        if (args.get(arg) instanceof Datum.Numeral(var value)) {
            return exact(value);
        }
        throw mismatch(arg, "a compile-time number");
    }

    /** The decimal number that was written: 0.1f gives 0.1. */
    static double exact(Number value) {
        return value instanceof Float single
                ? Double.parseDouble(single.toString())
                : value.doubleValue();
    }

    Dim dim(int arg) {
        return dim(args.get(arg), arg);
    }

    /** A size, which may depend on symbols; the argument is where a diagnostic points. */
    Dim dim(Datum datum, int arg) {
        return switch (datum) {
            case Datum.Size(var dim) -> dim;
            case Datum.Numeral number when number.isWhole() -> Dim.of(number.value().longValue());
            default -> throw mismatch(arg, "a size (int)");
        };
    }

    /** The sizes from an argument on, given one by one or as an array. */
    List<Dim> dims(int from) {
        if (args.size() == from + 1 && args.get(from) instanceof Datum.Sequence sequence) {
            return sequence.items().stream().map(item -> dim(item, from)).toList();
        }
        return IntStream.range(from, args.size()).mapToObj(this::dim).toList();
    }

    /** The compile-time ints from an argument on, given one by one or as an array. */
    List<Integer> wholes(int from) {
        if (args.size() == from + 1 && args.get(from) instanceof Datum.Sequence sequence) {
            return sequence.items().stream().map(item -> whole(item, from)).toList();
        }
        return IntStream.range(from, args.size()).mapToObj(this::whole).toList();
    }

    /** The compile-time ints of an array. */
    List<Integer> wholes(Datum array, int arg) {
        return ((Datum.Sequence) array).items().stream().map(item -> whole(item, arg)).toList();
    }

    private int whole(Datum item, int arg) {
        if (item instanceof Datum.Numeral(Integer value)) {
            return value;
        }
        throw mismatch(arg, "compile-time ints");
    }

    Problem mismatch(int arg, String expected) {
        return problemAt(arg, "argument " + (arg + 1) + " has the wrong type")
                .expected(expected, args.get(arg).describe());
    }
}
