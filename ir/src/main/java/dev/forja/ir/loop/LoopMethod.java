package dev.forja.ir.loop;

import dev.forja.ir.diag.Location;
import dev.forja.ir.type.DType;
import java.util.List;

/**
 * One static method: one loop nest over buffers.
 *
 * @param name unique in its class
 * @param buffers element type and name of each buffer; each is passed as an array and the offset of
 *     its first element
 * @param ints integer parameters (symbolic dimensions) that positions refer to
 * @param location line of the model source for the line number table
 * @param doc what it computes, for dumps
 */
public record LoopMethod(
        String name,
        List<Buffer> buffers,
        List<String> ints,
        List<LoopStmt> body,
        Location location,
        String doc) {
    /** A buffer parameter. */
    public record Buffer(String name, DType dtype) {}

    public LoopMethod {
        buffers = List.copyOf(buffers);
        ints = List.copyOf(ints);
        body = List.copyOf(body);
    }
}
