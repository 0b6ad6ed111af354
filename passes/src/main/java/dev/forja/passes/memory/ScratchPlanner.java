package dev.forja.passes.memory;

import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Places buffers of one function in one array per element type. A place that is free again is
 * reused by a buffer that provably fits, for every value of the symbols; constant places grow when
 * that wastes nothing.
 */
final class ScratchPlanner {
    /** Elements to which constant sizes are rounded up, so that rows begin on a cache line. */
    private static final int ALIGNMENT = 16;

    private static final class Place {
        Dim size;
        boolean isFree;

        Place(Dim size) {
            this.size = size;
        }
    }

    /** A place in the plan; its offset is known once the plan is complete. */
    record Slot(DType type, int number) {}

    private final Map<DType, List<Place>> places = new EnumMap<>(DType.class);

    Slot allocate(DType type, Dim wanted) {
        var size = wanted.isConstant() ? wanted.ceilDiv(ALIGNMENT).times(ALIGNMENT) : wanted;
        var all = places.computeIfAbsent(type, _ -> new ArrayList<>());
        int best = -1;
        for (int i = 0; i < all.size(); i++) {
            var place = all.get(i);
            if (place.isFree
                    && fits(size, place.size)
                    && (best < 0 || fits(place.size, all.get(best).size))) {
                best = i;
            }
        }
        if (best < 0) {
            for (int i = 0; i < all.size(); i++) {
                var place = all.get(i);
                if (place.isFree && fits(place.size, size)) {
                    place.size = size;
                    best = i;
                }
                if (best >= 0) {
                    break;
                }
            }
        }
        if (best < 0) {
            all.add(new Place(size));
            best = all.size() - 1;
        }
        all.get(best).isFree = false;
        return new Slot(type, best);
    }

    void free(Slot slot) {
        places.get(slot.type()).get(slot.number()).isFree = true;
    }

    Dim offset(Slot slot) {
        var sum = Dim.ZERO;
        for (var place : places.get(slot.type()).subList(0, slot.number())) {
            sum = sum.plus(place.size);
        }
        return sum;
    }

    /** Elements of each type in all. */
    Map<DType, Dim> totals() {
        var totals = new EnumMap<DType, Dim>(DType.class);
        places.forEach((type, all) ->
                totals.put(
                        type, all.stream().map(place -> place.size).reduce(Dim.ZERO, Dim::plus)));
        return totals;
    }

    /** Is {@code small <= large} for all values of the symbols from 0 up? */
    private static boolean fits(Dim small, Dim large) {
        return large.minus(small).terms().values().stream().allMatch(factor -> factor >= 0);
    }
}
