package dev.forja.frontend.java.data;

import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Java's assignment conversions between what expressions give and what declarations ask for. */
public final class Conversion {
    private static final Set<String> SEQUENCES = Set.of("List", "ArrayList", "Iterable");

    /**
     * A converted datum.
     *
     * @param cost 0 when the types are the same; overloads with a lower sum are preferred
     */
    public record Converted(Datum datum, int cost) {}

    private Conversion() {}

    /** The datum as a value of the declared type; empty when Java wouldn't assign it. */
    public static Optional<Converted> convert(Type type, Datum datum) {
        if (datum.isUnknown() || type.isVarType() || type.isUnknownType()) {
            return same(datum);
        }
        return switch (type) {
            case PrimitiveType primitive -> primitive(primitive.asString(), datum);
            case ArrayType array -> sequence(array.getComponentType(), datum);
            case ClassOrInterfaceType named -> named(named, datum);
            default -> Optional.empty();
        };
    }

    private static Optional<Converted> same(Datum datum) {
        return Optional.of(new Converted(datum, 0));
    }

    private static Optional<Converted> primitive(String type, Datum datum) {
        return switch (datum) {
            case Datum.Truth _ when type.equals("boolean") -> same(datum);
            case Datum.Size _ when type.equals("int") || type.equals("long") -> same(datum);
            case Datum.Numeral(var number) -> number(type, number);
            default -> Optional.empty();
        };
    }

    private static Optional<Converted> number(String type, Number number) {
        int from = rank(number);
        int to = List.of("int", "long", "float", "double").indexOf(type);
        return to < from
                ? Optional.empty()
                : Optional.of(new Converted(new Datum.Numeral(cast(type, number)), to - from));
    }

    /** 0 for int, 1 for long, 2 for float, 3 for double. */
    public static int rank(Number number) {
        return switch (number) {
            case Integer _ -> 0;
            case Long _ -> 1;
            case Float _ -> 2;
            default -> 3;
        };
    }

    /** A number cast as Java casts it. */
    public static Number cast(String type, Number number) {
        return switch (type) {
            case "int" -> number instanceof Long whole ? (Number) whole.intValue() : asInt(number);
            case "long" -> number instanceof Float f ? (Number) (long) (float) f : asLong(number);
            case "float" -> number.floatValue();
            default -> number.doubleValue();
        };
    }

    private static int asInt(Number number) {
        return number instanceof Float || number instanceof Double
                ? (int) number.doubleValue()
                : number.intValue();
    }

    private static long asLong(Number number) {
        return number instanceof Double real ? (long) (double) real : number.longValue();
    }

    private static Optional<Converted> sequence(Type component, Datum datum) {
        if (!(datum instanceof Datum.Sequence sequence)) {
            return Optional.empty();
        }
        boolean fits =
                sequence.items().stream()
                        .allMatch(item -> item == null || convert(component, item).isPresent());
        return fits ? same(datum) : Optional.empty();
    }

    private static Optional<Converted> named(ClassOrInterfaceType type, Datum datum) {
        var name = type.getNameAsString();
        var kind = TensorKind.named(name);
        if (kind.isPresent()) {
            return elementType(datum) == kind.get().type() ? same(datum) : Optional.empty();
        }
        boolean fits =
                switch (datum) {
                    case Datum.Text _ -> name.equals("String");
                    case Datum.Sequence _ -> SEQUENCES.contains(name);
                    case Datum.Instance instance -> instance.type().name().equals(name);
                    case Datum.Tensor _, Datum.Weight _ ->
                            name.equals("AnyTensor") || isTypeVariable(name);
                    case Datum.Numeral(var number) -> name.equals(boxed(number));
                    case Datum.Truth _ -> name.equals("Boolean");
                    default -> false;
                };
        return fits ? same(datum) : Optional.empty();
    }

    private static boolean isTypeVariable(String name) {
        return name.length() == 1;
    }

    private static String boxed(Number number) {
        return number.getClass().getSimpleName();
    }

    private static DType elementType(Datum datum) {
        return switch (datum) {
            case Datum.Tensor(var value) -> value.type().dtype();
            case Datum.Weight weight -> weight.type().dtype();
            case Datum.Initial initial -> initial.type();
            default -> null;
        };
    }

    /** Type and shape of what stands for a tensor. */
    public static TensorType typeOf(Datum datum) {
        return switch (datum) {
            case Datum.Tensor(var value) -> value.type();
            case Datum.Weight weight -> weight.type();
            default -> throw new IllegalArgumentException("no tensor: " + datum.describe());
        };
    }
}
