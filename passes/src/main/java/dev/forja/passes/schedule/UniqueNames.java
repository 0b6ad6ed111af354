package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import java.util.ArrayList;
import java.util.HashSet;

/**
 * Gives the axes and the operands of a kernel unique names, so that a schedule can refer to them.
 */
public final class UniqueNames {
    private UniqueNames() {}

    public static Kernel of(Kernel kernel) {
        var names = new HashSet<String>();
        var axes = new ArrayList<Axis>();
        for (var axis : kernel.axes()) {
            axes.add(new Axis(unique(axis.name(), names), axis.extent(), axis.kind()));
        }
        names.clear();
        var operands = new ArrayList<Operand>();
        for (var operand : kernel.operands()) {
            operands.add(new Operand(unique(operand.name(), names), operand.type()));
        }
        return new Kernel(
                kernel.name(),
                axes,
                operands,
                kernel.result(),
                kernel.store(),
                kernel.accumulates(),
                kernel.body(),
                kernel.combiner(),
                kernel.order(),
                kernel.epilogue(),
                kernel.location());
    }

    private static String unique(String wanted, HashSet<String> names) {
        var name = wanted;
        for (int suffix = 1; !names.add(name); suffix++) {
            name = wanted + "_" + suffix;
        }
        return name;
    }
}
