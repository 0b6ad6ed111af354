package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Nearest;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All functions of the language and all methods of its tensors. */
public final class Functions {
    /** Operators that are methods of tensors as well as functions. */
    private static final Set<String> METHODS =
            Set.of(
                    "plus",
                    "minus",
                    "times",
                    "dividedBy",
                    "remainder",
                    "negate",
                    "pow",
                    "equalTo",
                    "notEqualTo",
                    "lessThan",
                    "lessOrEqual",
                    "greaterThan",
                    "greaterOrEqual",
                    "and",
                    "or",
                    "xor",
                    "not",
                    "bitAnd",
                    "bitOr",
                    "bitXor",
                    "shiftLeft",
                    "shiftRight",
                    "unsignedShiftRight",
                    "reshape",
                    "transpose");

    private static final Set<String> ONLY_METHODS =
            Set.of(
                    "plus",
                    "minus",
                    "times",
                    "dividedBy",
                    "remainder",
                    "negate",
                    "and",
                    "or",
                    "xor",
                    "not");

    /** The functions that aren't simply an operator with its attributes. */
    private static final Map<String, SpecialFunction> SPECIAL =
            Stream.of(
                            ShapeFunctions.ALL,
                            StepFunctions.ALL,
                            WindowFunctions.ALL,
                            OrderFunctions.ALL,
                            InitializerFunctions.ALL)
                    .flatMap(functions -> functions.entrySet().stream())
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Functions() {}

    public static boolean isFunction(String name) {
        return !ONLY_METHODS.contains(name)
                && (SPECIAL.containsKey(name) || DslNames.mnemonic(name).isPresent());
    }

    /** The names of all functions, sorted. */
    public static Collection<String> names() {
        var names = new TreeSet<>(DslNames.all());
        names.addAll(SPECIAL.keySet());
        names.removeAll(ONLY_METHODS);
        return names;
    }

    /** Calls a function; unknown arguments give an unknown result. */
    public static Datum call(CallSite site) {
        if (site.args().stream().anyMatch(Datum::isUnknown)) {
            return Datum.Special.UNKNOWN;
        }
        var special = SPECIAL.get(site.name());
        return special != null
                ? special.apply(site)
                : new OperatorCall(site, DslNames.mnemonic(site.name()).orElseThrow()).apply();
    }

    /** Calls a method of a tensor, the first argument. */
    public static Datum callMethod(CallSite site) {
        if (site.args().stream().anyMatch(Datum::isUnknown)) {
            return Datum.Special.UNKNOWN;
        }
        return switch (site.name()) {
            case "dim" -> dim(site);
            case "rank" -> {
                site.requireCount(1, 1, "rank()");
                yield new Datum.Numeral(site.type(0).rank());
            }
            default -> {
                if (!METHODS.contains(site.name())) {
                    throw unknownMethod(site);
                }
                requireLogic(site);
                yield call(site);
            }
        };
    }

    private static Datum dim(CallSite site) {
        site.requireCount(2, 2, "dim(int axis)");
        int axis = site.whole(1);
        int rank = site.type(0).rank();
        if (axis < -rank || axis >= rank) {
            throw site.problemAt(1, "axis out of range")
                    .expected(
                            "an axis from " + -rank + " to " + (rank - 1) + " of " + site.type(0),
                            axis + "");
        }
        Dim dim = site.type(0).shape().dim(axis < 0 ? axis + rank : axis);
        return Datum.of(dim);
    }

    /** Methods such as and() exist on BoolTensor alone. */
    private static void requireLogic(CallSite site) {
        boolean isLogic = Set.of("and", "or", "xor", "not").contains(site.name());
        if (isLogic && site.type(0).dtype() != DType.BOOL) {
            throw site.problem("no such method on this tensor")
                    .expected("a BoolTensor", site.type(0).toString())
                    .hint("compare first, such as x.greaterThan(0)");
        }
    }

    private static Problem unknownMethod(CallSite site) {
        var names = new TreeSet<>(METHODS);
        names.add("dim");
        names.add("rank");
        var near = Nearest.hint(site.name(), names);
        boolean isFunction = isFunction(site.name());
        return site.problem("unknown method of a tensor")
                .expected("a method of Tensor", site.name() + "(..)")
                .hint(isFunction ? "it is a function: " + site.name() + "(x)" : near);
    }
}
