package dev.forja.compiler;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * What the command line asks of the compiler. An error of the input is a {@code CompileException}
 * with all diagnostics.
 */
public interface Compiler {
    /**
     * Compiles all models of a request.
     *
     * @return the classes, in an order that depends on the request alone
     * @throws dev.forja.ir.diag.CompileException when the models are wrong; it carries every error,
     *     not the first alone
     * @throws IOException when a source cannot be read
     */
    List<CompiledClass> compile(CompileRequest request) throws IOException;

    /**
     * Writes an entry of the only model of a request as ONNX.
     *
     * @throws dev.forja.ir.diag.CompileException when the model is wrong, has no such entry, or
     *     uses what ONNX lacks
     * @throws IOException when a file cannot be read
     */
    ExportedEntry export(CompileRequest request, ExportOptions options) throws IOException;

    /**
     * Compiles like {@link #compile}, and writes what the options ask for to {@code out} on the
     * way.
     */
    void inspect(CompileRequest request, InspectOptions options, PrintWriter out)
            throws IOException;
}
