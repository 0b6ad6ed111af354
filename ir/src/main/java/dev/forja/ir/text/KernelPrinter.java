package dev.forja.ir.text;

import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import java.util.stream.Collectors;

/**
 * Prints kernels as the loops that they mean:
 *
 * <pre>
 * kernel hidden(pixels: f32[n*64], w1: f32[8192], b1: f32[128]) -> f32[n*128]  // Digits.java:14:25
 *   for m0 &lt; n, n1 &lt; 128
 *     acc = sum over k0 &lt; 64 of (pixels[64*m0+k0] * w1[128*k0+n1])
 *     result[128*m0+n1] = max((acc + b1[n1]), 0.0)
 * </pre>
 */
public final class KernelPrinter {
    private KernelPrinter() {}

    public static String print(Kernel kernel) {
        var text = new StringBuilder("kernel ").append(kernel.name());
        text.append(
                kernel.operands().stream()
                        .map(operand -> operand.name() + ": " + operand.type())
                        .collect(Collectors.joining(", ", "(", ")")));
        text.append(" -> ").append(kernel.result());
        if (kernel.location().isKnown()) {
            text.append("  // ").append(kernel.location());
        }
        text.append('\n');
        var loops = axes(kernel, false);
        if (!loops.isEmpty()) {
            text.append("  for ").append(loops).append('\n');
        }
        var values = new StringBuilder();
        var scalars = new ScalarPrinter(kernel, values);
        var body = scalars.print(kernel.body());
        var store =
                kernel.store().stream()
                        .map(scalars::index)
                        .collect(Collectors.joining(", ", "[", "]"));
        String acc = body;
        if (kernel.combiner() != Combiner.NONE) {
            var order = kernel.order() == Order.TREE_32 ? " (32 lanes)" : "";
            values.append("    acc = ")
                    .append(kernel.combiner().text())
                    .append(" over ")
                    .append(axes(kernel, true))
                    .append(order)
                    .append(" of ")
                    .append(body)
                    .append('\n');
            acc = "acc";
        }
        var value = scalars.print(kernel.epilogue());
        text.append(values)
                .append("    result")
                .append(store)
                .append(kernel.accumulates() ? " += " : " = ")
                .append(value.equals("acc") ? acc : value)
                .append('\n');
        return text.toString();
    }

    private static String axes(Kernel kernel, boolean reductions) {
        return kernel.axes().stream()
                .filter(axis -> axis.isReduction() == reductions)
                .map((Axis axis) -> axis.name() + " < " + axis.extent())
                .collect(Collectors.joining(", "));
    }
}
