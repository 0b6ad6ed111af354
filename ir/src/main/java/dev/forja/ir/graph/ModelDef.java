package dev.forja.ir.graph;

import dev.forja.ir.diag.Location;
import java.util.List;

/** A model as a frontend delivers it: what the passes start from. */
public record ModelDef(
        String packageName,
        String name,
        String doc,
        Location location,
        List<ParameterDef> parameters,
        List<EntryDef> entries) {
    public ModelDef {
        parameters = List.copyOf(parameters);
        entries = List.copyOf(entries);
    }

    public ParameterDef parameter(String parameterName) {
        return parameters.stream()
                .filter(p -> p.name().equals(parameterName))
                .findFirst()
                .orElseThrow();
    }
}
