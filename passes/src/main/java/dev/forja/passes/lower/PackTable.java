package dev.forja.passes.lower;

import dev.forja.ir.kernel.Kernel;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.LinkedHashMap;
import java.util.Map;

/** The constants that one variant packs at load: each parameter in each layout once. */
final class PackTable {
    /** A parameter by name, and the kernel that copies it. */
    record Key(String parameter, Kernel kernel) {}

    private static final int ALIGNMENT = 16;

    private final Map<Key, Long> offsets = new LinkedHashMap<>();
    private long size;

    /** The offset of the packed copy. */
    long enter(String parameter, ScheduledKernel.Packing packing) {
        var kernel = packing.kernel();
        var unnamed =
                new Kernel(
                        parameter,
                        kernel.axes(),
                        kernel.operands(),
                        kernel.result(),
                        kernel.store(),
                        kernel.accumulates(),
                        kernel.body(),
                        kernel.combiner(),
                        kernel.order(),
                        kernel.epilogue(),
                        kernel.location());
        return offsets.computeIfAbsent(
                new Key(parameter, unnamed),
                _ -> {
                    long offset = size;
                    long elements = kernel.result().shape().size().constant();
                    size += Math.ceilDiv(elements, ALIGNMENT) * ALIGNMENT;
                    return offset;
                });
    }

    long size() {
        return size;
    }

    Map<Key, Long> entries() {
        return offsets;
    }
}
