package dev.forja.passes.memory;

import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Places buffers of one function in one array per element type. Which of them live together is
 * known before any is placed: the largest are placed first, each where it enlarges the array least
 * and next to nothing that lives with it (greedy by size: Pisarchyk and Lee, Efficient Memory
 * Management for Deep Neural Net Inference, 2020). Sizes and offsets are compared for every value
 * of the symbols, so that a plan holds for all of them; where a size can't be told from a negative
 * number for some of them, such as {@code (n-3)/2+1}, buffers share a place whole or not at all.
 */
final class ScratchPlanner {
    /** Elements to which constant sizes are rounded up, so that rows begin on a cache line. */
    private static final int ALIGNMENT = 16;

    /** Stands for a symbol where sizes have to be put in an order that no symbol decides. */
    private static final Dim TYPICAL = Dim.of(64);

    /** A buffer in the plan; its offset is known once the plan is complete. */
    record Slot(DType type, int number) {}

    private static final class Span {
        final Dim size;
        final long typicalSize;
        final int from;
        int to = Integer.MAX_VALUE;
        Dim offset;
        Dim end;
        long typicalOffset;

        Span(Dim size, int from) {
            this.size = size;
            this.typicalSize = typical(size);
            this.from = from;
        }

        boolean livesWith(Span other) {
            return from < other.to && other.from < to;
        }

        void place(Dim at) {
            offset = at;
            end = at.plus(size);
            typicalOffset = typical(at);
        }
    }

    private final Map<DType, List<Span>> spans = new EnumMap<>(DType.class);

    /** Per type; filled when the first offset is asked for. */
    private final Map<DType, Dim> totals = new EnumMap<>(DType.class);

    private int now;

    /** A buffer that lives from now on. */
    Slot allocate(DType type, Dim wanted) {
        var size = wanted.isConstant() ? wanted.ceilDiv(ALIGNMENT).times(ALIGNMENT) : wanted;
        var all = spans.computeIfAbsent(type, _ -> new ArrayList<>());
        all.add(new Span(size, now++));
        return new Slot(type, all.size() - 1);
    }

    /** The buffer isn't needed from now on. */
    void free(Slot slot) {
        spans.get(slot.type()).get(slot.number()).to = now++;
    }

    Dim offset(Slot slot) {
        total(slot.type());
        return spans.get(slot.type()).get(slot.number()).offset;
    }

    /** Elements of each type in all. */
    Map<DType, Dim> totals() {
        spans.keySet().forEach(this::total);
        return Map.copyOf(totals);
    }

    private Dim total(DType type) {
        return totals.computeIfAbsent(type, _ -> place(spans.get(type)));
    }

    private static Dim place(List<Span> all) {
        var order = Comparator.<Span>comparingLong(span -> -span.typicalSize);
        var bySize = all.stream().sorted(order).toList();
        var total = Dim.ZERO;
        var placed = new ArrayList<Span>();
        for (var span : bySize) {
            if (span.size.isNeverNegative()) {
                span.place(best(span, placed.stream().filter(span::livesWith).toList(), total));
                placed.add(span);
                total = bound(total, span.end);
            }
        }
        return placeWhole(
                bySize.stream().filter(span -> !span.size.isNeverNegative()).toList(), total);
    }

    /** Gives each buffer a place of its own, or that of a larger one at another time. */
    private static Dim placeWhole(List<Span> bySize, Dim total) {
        var end = total;
        var places = new ArrayList<List<Span>>();
        for (var span : bySize) {
            var place =
                    places.stream()
                            .filter(users ->
                                    users.getFirst().size.minus(span.size).isNeverNegative()
                                            && users.stream().noneMatch(span::livesWith))
                            .findFirst();
            if (place.isPresent()) {
                span.place(place.get().getFirst().offset);
                place.get().add(span);
            } else {
                span.place(end);
                end = span.end;
                places.add(new ArrayList<>(List.of(span)));
            }
        }
        return end;
    }

    /** Where the array grows least; the lowest of such places. */
    private static Dim best(Span span, List<Span> neighbours, Dim total) {
        long enough = typical(total);
        var behindAll =
                neighbours.stream().map(other -> other.end).reduce(Dim.ZERO, ScratchPlanner::bound);
        return Stream.concat(
                        Stream.of(Dim.ZERO, behindAll), neighbours.stream().map(other -> other.end))
                .map(offset -> new Candidate(offset, typical(offset)))
                .sorted(
                        Comparator.comparingLong((Candidate place) ->
                                        Math.max(enough, place.typicalOffset + span.typicalSize))
                                .thenComparingLong(Candidate::typicalOffset))
                .filter(place -> place.isFree(span, neighbours))
                .findFirst()
                .orElseThrow()
                .offset;
    }

    private record Candidate(Dim offset, long typicalOffset) {
        boolean isFree(Span span, List<Span> neighbours) {
            long typicalEnd = typicalOffset + span.typicalSize;
            // Numbers are compared first: they settle nearly all, and cost little.
            for (var other : neighbours) {
                if (typicalEnd > other.typicalOffset
                        && other.typicalOffset + other.typicalSize > typicalOffset) {
                    return false;
                }
            }
            var end = offset.plus(span.size);
            return neighbours.stream()
                    .allMatch(other -> isAtMost(end, other.offset) || isAtMost(other.end, offset));
        }
    }

    /** At least as much as both, for all values of the symbols. */
    private static Dim bound(Dim one, Dim other) {
        return other.plus(one.minus(other).positivePart());
    }

    /**
     * Is {@code small <= large} for all values of the symbols? Of sums of sizes that are never
     * negative.
     */
    private static boolean isAtMost(Dim small, Dim large) {
        return large.minus(small).terms().values().stream().allMatch(factor -> factor >= 0);
    }

    private static long typical(Dim size) {
        return size.substitute(
                        size.symbols().stream()
                                .collect(Collectors.toMap(Function.identity(), _ -> TYPICAL)))
                .constant();
    }
}
