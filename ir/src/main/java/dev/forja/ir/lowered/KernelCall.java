package dev.forja.ir.lowered;

import dev.forja.ir.diag.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of loop methods, one after the other on the same buffers; their integer parameters are
 * passed from the function's symbols of the same names.
 *
 * @param split how the call may be cut into parts that run at once; null when it is not
 */
public record KernelCall(
        List<String> methods, List<Storage> buffers, Split split, Location location)
        implements LoweredStep {
    public KernelCall {
        methods = List.copyOf(methods);
        buffers = List.copyOf(buffers);
    }

    /** A call of one method that always runs as a whole. */
    public KernelCall(String method, List<Storage> buffers, Location location) {
        this(List.of(method), buffers, null, location);
    }

    /** All calls of some steps, those inside of control flow included. */
    public static List<KernelCall> all(List<LoweredStep> steps) {
        var calls = new ArrayList<KernelCall>();
        for (var step : steps) {
            switch (step) {
                case KernelCall call -> calls.add(call);
                case Loop(Loop.Test(var test, _), var body) -> {
                    calls.addAll(all(test));
                    calls.addAll(all(body));
                }
                case Loop(Loop.Count _, var body) -> calls.addAll(all(body));
                case Branch(_, var then, var otherwise) -> {
                    calls.addAll(all(then));
                    calls.addAll(all(otherwise));
                }
            }
        }
        return calls;
    }
}
