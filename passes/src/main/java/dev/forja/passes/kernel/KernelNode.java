package dev.forja.passes.kernel;

import dev.forja.ir.kernel.Kernel;
import java.util.List;

/** A kernel applied to buffers: one per operand, and the one it writes. */
public record KernelNode(Kernel kernel, List<Buffer> operands, Buffer result) implements Step {
    public KernelNode {
        operands = List.copyOf(operands);
        if (operands.size() != kernel.operands().size()) {
            throw new IllegalArgumentException(kernel.name() + ": " + operands.size() + " buffers");
        }
    }

    @Override
    public List<Buffer> reads() {
        return operands;
    }

    @Override
    public List<Buffer> writes() {
        return List.of(result);
    }
}
