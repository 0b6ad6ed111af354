package dev.forja.compiler.load;

import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.TensorSpec;
import dev.forja.runtime.Workspace;
import java.util.Map;

/**
 * One entry with one caller's workspace and its arguments in place, to call again and again. Not
 * for two threads.
 */
public final class LoadedEntry {
    private final EntrySpec spec;
    private final EntryCall call;
    private final Object[] arguments;
    private final int firstOutput;

    LoadedEntry(EntrySpec spec, EntryCall call, Workspace workspace) {
        this.spec = spec;
        this.call = call;
        this.firstOutput = spec.inputs().size() + spec.symbols().size();
        this.arguments = new Object[firstOutput + spec.outputs().size() + 1];
        arguments[arguments.length - 1] = workspace;
    }

    public EntrySpec spec() {
        return spec;
    }

    /**
     * Sets the arguments of the calls to come and makes room for the outputs.
     *
     * @param inputs carriers in the order of the spec
     * @param symbols value of each symbol
     */
    public void prepare(Object[] inputs, Map<String, Integer> symbols) {
        System.arraycopy(inputs, 0, arguments, 0, spec.inputs().size());
        for (int i = 0; i < spec.symbols().size(); i++) {
            arguments[spec.inputs().size() + i] = symbols.get(spec.symbols().get(i));
        }
        for (int i = 0; i < spec.outputs().size(); i++) {
            TensorSpec output = spec.outputs().get(i);
            arguments[firstOutput + i] = output.type().newCarrier(Shapes.elements(output, symbols));
        }
    }

    /** One call on the prepared arguments. */
    public void call() {
        call.call(arguments);
    }

    /** The carrier of an output of the last call. */
    public Object output(int index) {
        return arguments[firstOutput + index];
    }
}
