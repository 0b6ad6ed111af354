package dev.forja.test.support;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Role;
import java.util.List;

/** Models around single functions. */
public final class Models {
    private Models() {}

    /** A model whose only entry is the function; its parameters are the function's, zero at first. */
    public static ModelDef of(Function function) {
        var parameters =
                function.params(Role.PARAMETER).stream()
                        .map(p -> new ParameterDef(p.name(), p.type(), "zeros", true, Location.UNKNOWN))
                        .toList();
        return new ModelDef(
                "generated",
                "Program",
                "",
                Location.source("Program.java", 1, 1),
                parameters,
                List.of(new EntryDef(function, null, "")));
    }
}
