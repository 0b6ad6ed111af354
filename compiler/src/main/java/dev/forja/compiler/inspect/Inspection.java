package dev.forja.compiler.inspect;

import dev.forja.codegen.bytecode.MethodBudget;
import dev.forja.codegen.model.ModelClassWriter;
import dev.forja.compiler.InspectOptions;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.text.FunctionPrinter;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

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

    /** The names that the options may name a pass by, in the order in which the passes run. */
    public static List<String> passes() {
        var names = new ArrayList<String>(List.of(PARSE));
        names.addAll(LowerModel.passes());
        return names;
    }

    /** Ends the passes of one function after the pass that the user named. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public void show(ModelDef model, List<Integer> lanes) {
        var units = units(model);
        missing().forEach(pass -> out.println("// ---- " + pass + " did not run"));
        if (options.stopAfter().isEmpty()) {
            generate(model, units, lanes);
        }
        if (options.timePasses()) {
            times();
        }
    }

    /** Runs the passes of each function, with what is to be printed on the way. */
    private List<LowerModel.Unit> units(ModelDef model) {
        var sources = SourceNames.of(model);
        if (options.printAfterAll() || !options.printAfter().isEmpty() || printsStop()) {
            sources.legend().forEach(out::println);
        }
        var dumps = new Dumps(sources);
        var units = new ArrayList<LowerModel.Unit>();
        for (var pending : LowerModel.pending(model, dumps)) {
            dumps.begin(pending);
            try {
                dumps.parsed(pending, forward(model, pending.name()));
                units.add(pending.work().get());
            } catch (Stop _) {
                continue;
            }
        }
        return units;
    }

    private static Function forward(ModelDef model, String entry) {
        return model.entries().stream()
                .filter(one -> one.name().equals(entry))
                .findFirst()
                .orElseThrow()
                .forward();
    }

    private void generate(ModelDef model, List<LowerModel.Unit> units, List<Integer> lanes) {
        long start = System.nanoTime();
        var lowered = LowerModel.lower(model, units, lanes);
        nanos.put(
                "schedule-and-lower (" + lanes.size() + " lane counts)", System.nanoTime() - start);
        start = System.nanoTime();
        var classes = ModelClassWriter.write(lowered);
        nanos.put("write-classes", System.nanoTime() - start);
        if (options.schedules()) {
            schedules(lowered);
        }
        if (!options.printAfterAll() && options.printAfter().isEmpty() && !options.schedules()) {
            new Summary(out).show(units, lowered, sizes(classes));
        }
    }

    /** Passes that the user named and that this model has no use for. */
    private Set<String> missing() {
        var wanted = new LinkedHashSet<>(options.printAfter());
        if (!options.stopAfter().isEmpty()) {
            wanted.add(options.stopAfter());
        }
        wanted.removeAll(seen);
        return wanted;
    }

    /** Whether the pass to stop after is printed, as there is nothing else to show. */
    private boolean printsStop() {
        return !options.stopAfter().isEmpty()
                && !options.printAfterAll()
                && options.printAfter().isEmpty()
                && !options.timePasses();
    }

    private static Map<String, Map<String, Integer>> sizes(Map<String, byte[]> classes) {
        var sizes = new LinkedHashMap<String, Map<String, Integer>>();
        classes.forEach((name, bytes) -> sizes.put(name, MethodBudget.sizes(bytes)));
        return sizes;
    }

    private final class Dumps implements PassObserver {
        private final SourceNames sources;
        private String title = "";
        private String last = "";

        Dumps(SourceNames sources) {
            this.sources = sources;
        }

        /** The dumps that follow are of this function. */
        void begin(LowerModel.Pending pending) {
            // A loss is there twice: it is evaluated, and it is trained.
            title =
                    pending.name()
                            + (pending.kind() == LoweredFunction.Kind.STEP
                                    ? ", training step"
                                    : "");
            last = "";
        }

        /** A training step begins with the function of its loss, which was shown before. */
        void parsed(LowerModel.Pending pending, Function function) {
            if (pending.kind() != LoweredFunction.Kind.STEP) {
                after(PARSE, function, 0);
            } else if (PARSE.equals(options.stopAfter())) {
                throw new Stop();
            }
        }

        @Override
        public void after(String pass, Function function, long time) {
            dump(pass, () -> FunctionPrinter.print(function), time);
        }

        @Override
        public void afterKernels(String pass, KernelGraph graph, long time) {
            dump(pass, () -> GraphPrinter.text(graph), time);
        }

        private void dump(String pass, Supplier<String> text, long time) {
            seen.add(pass);
            nanos.merge(pass, time, Long::sum);
            boolean stops = pass.equals(options.stopAfter());
            if (options.printAfterAll()
                    || options.printAfter().contains(pass)
                    || stops && printsStop()) {
                print(pass, sources.shorten(text.get()));
            }
            if (stops) {
                throw new Stop();
            }
        }

        private void print(String pass, String text) {
            boolean isSame = text.equals(last);
            out.println("// ---- after " + pass + ": " + title + (isSame ? " (no change)" : ""));
            if (!isSame) {
                out.print(text);
            }
            last = text;
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
