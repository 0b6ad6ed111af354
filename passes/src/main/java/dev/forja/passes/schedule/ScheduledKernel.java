package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelNode;
import java.util.List;
import java.util.Map;

/**
 * A kernel with its schedule, packed operands in place.
 *
 * @param node the kernel over the buffers that it reads: packed copies where the schedule says so
 * @param layouts how packed operands lie, by operand position
 */
public record ScheduledKernel(KernelNode node, Schedule schedule, Map<Integer, Layout> layouts)
        implements ScheduledStep {
    /**
     * The layout of a packed operand.
     *
     * @param strides elements from one position of an axis to the next; absent for axes the operand
     *     doesn't depend on and for the vectorised one
     * @param panelFactor what a position that begins a panel is multiplied by; null when the
     *     operand has no panels
     */
    public record Layout(Map<Integer, Dim> strides, Dim panelFactor) {}

    /**
     * A copy that has to run before.
     *
     * @param source the buffer that is copied
     */
    public record Packing(Kernel kernel, Buffer source, Buffer packed) {}

    /** A scheduled kernel and the copies that it needs. */
    public record WithPackings(ScheduledKernel scheduled, List<Packing> packings) {}
}
