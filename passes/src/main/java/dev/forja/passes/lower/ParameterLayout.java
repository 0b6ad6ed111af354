package dev.forja.passes.lower;

import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.type.DType;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where parameters and optimizer slots lie: one array per element type, in order of declaration.
 */
public final class ParameterLayout {
    private final Map<String, Long> offsets = new LinkedHashMap<>();

    public ParameterLayout(ModelDef model) {
        var next = new EnumMap<DType, Long>(DType.class);
        for (var parameter : model.parameters()) {
            long offset = next.getOrDefault(parameter.type().dtype(), 0L);
            offsets.put(parameter.name(), offset);
            next.put(parameter.type().dtype(), offset + parameter.type().shape().size().constant());
        }
    }

    public Map<String, Long> offsets() {
        return offsets;
    }

    long offset(String parameter) {
        return offsets.get(parameter);
    }

    /** Slots follow each other in the order of the function's parameters. */
    long slotOffset(KernelGraph graph, Buffer slot) {
        long offset = 0;
        for (var param : graph.params()) {
            if (param.equals(slot)) {
                return offset;
            }
            offset +=
                    graph.roles().get(param) == Role.SLOT
                            ? param.type().shape().size().constant()
                            : 0;
        }
        throw new IllegalArgumentException("no slot " + slot);
    }

    static long slotCount(KernelGraph graph) {
        return graph.params().stream()
                .filter(param -> graph.roles().get(param) == Role.SLOT)
                .mapToLong(param -> param.type().shape().size().constant())
                .sum();
    }
}
