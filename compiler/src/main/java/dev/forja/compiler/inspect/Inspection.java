package dev.forja.compiler.inspect;

import dev.forja.codegen.bytecode.MethodBudget;
import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.compiler.InspectOptions;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.text.FunctionPrinter;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles a model and shows what it became on the way. */
public final class Inspection {
    /** The first thing to look at: the model as the frontend read it. */
    private static final String PARSE = "parse";

    private final InspectOptions options;
    private final PrintWriter out;
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    public Inspection(InspectOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /** Stops the pipeline after the pass that the user named. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public void show(ModelDef model, List<Integer> lanes) {
        var dumps = new Dumps();
        model.entries().forEach(entry -> dumps.after(PARSE, entry.forward(), 0));
        try {
            var units = LowerModel.units(model, dumps);
            checkNames();
            long start = System.nanoTime();
            var lowered = LowerModel.lower(model, units, lanes);
            nanos.put(
                    "schedule-and-lower (" + lanes.size() + " lane counts)",
                    System.nanoTime() - start);
            start = System.nanoTime();
            var classes = ModelClassWriter.write(lowered);
            nanos.put("write-classes", System.nanoTime() - start);
            if (options.schedules()) {
                schedules(lowered);
            }
            if (!options.printAfterAll()
                    && options.printAfter().isEmpty()
                    && !options.schedules()) {
                new Summary(out).show(units, lowered, sizes(classes));
            }
        } catch (Stop _) {
            checkNames();
        }
        if (options.timePasses()) {
            times();
        }
    }

    private static Map<String, Map<String, Integer>> sizes(Map<String, byte[]> classes) {
        var sizes = new LinkedHashMap<String, Map<String, Integer>>();
        classes.forEach((name, bytes) -> sizes.put(name, MethodBudget.sizes(bytes)));
        return sizes;
    }

    /** A pass that the user named and that never ran is a mistake of the call. */
    private void checkNames() {
        var wanted = new LinkedHashSet<>(options.printAfter());
        if (!options.stopAfter().isEmpty()) {
            wanted.add(options.stopAfter());
        }
        wanted.removeAll(seen);
        if (!wanted.isEmpty()) {
            throw new CompileException(
                    List.of(
                            new Diagnostic(
                                    Location.UNKNOWN,
                                    "inspect",
                                    "no such pass",
                                    "one of " + String.join(", ", seen),
                                    String.join(", ", wanted),
                                    "")));
        }
    }

    private final class Dumps implements PassObserver {
        @Override
        public void after(String pass, Function function, long time) {
            note(pass, time);
            if (shows(pass)) {
                header(pass, function.name());
                out.print(FunctionPrinter.print(function));
            }
            stop(pass);
        }

        @Override
        public void afterKernels(String pass, KernelGraph graph, long time) {
            note(pass, time);
            if (shows(pass)) {
                header(pass, graph.name());
                new GraphPrinter(out).print(graph);
            }
            stop(pass);
        }

        private void note(String pass, long time) {
            seen.add(pass);
            nanos.merge(pass, time, Long::sum);
        }

        private boolean shows(String pass) {
            return options.printAfterAll() || options.printAfter().contains(pass);
        }

        private void header(String pass, String function) {
            out.println("// ---- after " + pass + ": " + function);
        }

        private void stop(String pass) {
            if (pass.equals(options.stopAfter())) {
                throw new Stop();
            }
        }
    }

    private void schedules(LoweredModel lowered) {
        for (var variant : lowered.variants()) {
            out.println(
                    "// ---- schedules for "
                            + variant.lanes()
                            + (variant.lanes() == 1 ? " lane" : " lanes"));
            variant.methods()
                    .forEach(method ->
                            out.println(
                                    "  "
                                            + method.name()
                                            + ": "
                                            + (method.doc().isEmpty()
                                                    ? "plain loops"
                                                    : method.doc())));
        }
    }

    private void times() {
        out.println("// ---- time of each pass, ms");
        nanos.forEach((pass, time) -> out.printf("  %8.2f  %s%n", time / 1e6, pass));
    }
}
