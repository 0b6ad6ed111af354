package dev.forja.test.support;

import dev.forja.ir.graph.Function;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.interp.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The chain of one function: interpreter in f64, unscheduled kernels in machine arithmetic, bytecode at each lane count.
 * The first two agree up to rounding, all from the second on in bits.
 */
public final class Differential {
    private final Function function;
    private final CompiledFunction compiled;

    public Differential(Function function) {
        this.function = function;
        this.compiled = CompiledFunction.of(function);
    }

    public CompiledFunction compiled() {
        return compiled;
    }

    /** Everything that disagrees, with the two that do; empty when nothing does. */
    public List<String> problems(Map<String, Long> symbols, List<Tensor> inputs, double tolerance) {
        var problems = new ArrayList<>(bitProblems(symbols, inputs));
        var exact = Interpreter.run(function, symbols, inputs);
        var machine = MachineReference.run(function, symbols, inputs);
        for (int i = 0; i < exact.size(); i++) {
            note("f64 interpreter, kernels", i, Tensors.distance(exact.get(i), machine.get(i), tolerance), problems);
        }
        return problems;
    }

    /** What disagrees in bits. */
    public List<String> bitProblems(Map<String, Long> symbols, List<Tensor> inputs) {
        var problems = new ArrayList<String>();
        var machine = MachineReference.run(function, symbols, inputs);
        for (int lanes : CompiledFunction.LANES) {
            var found = compiled.run(lanes, symbols, inputs);
            for (int i = 0; i < machine.size(); i++) {
                note("kernels, bytecode of " + lanes + " lanes", i, Tensors.difference(machine.get(i), found.get(i)), problems);
            }
        }
        return problems;
    }

    private static void note(String pair, int output, String problem, List<String> problems) {
        if (!problem.isEmpty()) {
            problems.add(pair + ", output " + output + ": " + problem);
        }
    }
}
