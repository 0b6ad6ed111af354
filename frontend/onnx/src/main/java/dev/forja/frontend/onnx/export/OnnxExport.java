package dev.forja.frontend.onnx.export;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Role;
import java.util.List;
import java.util.Map;

/** Writes entries of models as ONNX files. */
public final class OnnxExport {
    /** Who writes the files, as they say. */
    public static final String PRODUCER = "forja";

    /** A message of protocol buffers holds less than 2 GiB. */
    private static final long LIMIT = Integer.MAX_VALUE - (1 << 20);

    private OnnxExport() {}

    /**
     * The bytes of a file with an entry as its graph: inputs, outputs and parameters have the names
     * of the source, symbolic dimensions are named dimensions. Equal functions and parameters give
     * equal bytes.
     *
     * @param parameters values by name; those that the entry doesn't use are left out of the file
     * @throws CompileException naming each operator that ONNX has no counterpart of
     */
    public static byte[] write(EntryDef entry, Map<String, TensorData> parameters) {
        var function = entry.forward();
        requireSize(function);
        var written = new Written(function.name());
        var writer = new FunctionWriter(written, written.model(), "");
        for (var param : function.params()) {
            switch (function.role(param)) {
                case Role.INPUT ->
                        writer.define(param, written.model().input(param.name(), param.type()));
                case Role.PARAMETER -> {
                    var data = parameters.get(param.name());
                    writer.define(param, written.initializers().parameter(param.name(), data));
                }
                case Role.SLOT, Role.RATE, Role.STEP, Role.SEED ->
                        written.problem(
                                param.location(), param.name(), "it is a value of training");
            }
        }
        writer.write(function);
        if (!written.problems().isEmpty()) {
            throw new CompileException(written.problems());
        }
        for (var result : function.results()) {
            if (result.target() == null) {
                var value = result.value();
                written.model().output(result.name(), writer.name(value), value.type());
            }
        }
        return ModelMessages.of(written, entry.doc()).toByteArray();
    }

    private static void requireSize(Function function) {
        long bytes = 0;
        for (var param : function.params(Role.PARAMETER)) {
            var type = param.type();
            bytes += type.shape().size().constant() * type.dtype().bytes();
        }
        if (bytes > LIMIT) {
            throw new CompileException(
                    List.of(
                            new Diagnostic(
                                    Location.UNKNOWN,
                                    function.name(),
                                    "the parameters don't fit into an ONNX file",
                                    "less than 2 GiB",
                                    bytes + " bytes",
                                    "")));
        }
    }
}
