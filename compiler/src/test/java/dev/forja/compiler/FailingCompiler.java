package dev.forja.compiler;

import java.io.PrintWriter;
import java.util.List;

/** Fails at whatever it is asked to do. */
public record FailingCompiler(Error error) implements Compiler {
    @Override
    public List<CompiledClass> compile(CompileRequest request) {
        throw error;
    }

    @Override
    public ExportedEntry export(CompileRequest request, ExportOptions options) {
        throw error;
    }

    @Override
    public void inspect(CompileRequest request, InspectOptions options, PrintWriter out) {
        throw error;
    }
}
