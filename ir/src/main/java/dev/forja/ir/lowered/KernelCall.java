package dev.forja.ir.lowered;

import dev.forja.ir.diag.Location;
import java.util.List;

/**
 * A call of a loop method; its integer parameters are passed from the function's symbols of the
 * same names.
 */
public record KernelCall(String method, List<Storage> buffers, Location location)
        implements LoweredStep {
    public KernelCall {
        buffers = List.copyOf(buffers);
    }
}
