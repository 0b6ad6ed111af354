package dev.forja.passes.lower;

import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.lowered.LoweredVariant;
import dev.forja.ir.lowered.Storage;
import dev.forja.passes.fuse.FuseKernels;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.loops.LowerKernel;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.passes.pipeline.Pipeline;
import dev.forja.passes.schedule.ChooseSchedule;
import dev.forja.passes.schedule.Target;
import dev.forja.passes.tensor.DecomposeComposites;
import dev.forja.passes.tensor.DisableDropout;
import dev.forja.passes.tensor.EliminateDeadCode;
import dev.forja.passes.tensor.SeedRandom;
import dev.forja.passes.tensor.SimplifyAlgebra;
import dev.forja.passes.tensor.TrainBatchNorm;
import dev.forja.passes.train.BuildTrainingStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The whole middle of the compiler: a model as the frontend delivers it, to loop methods and calls
 * for each lane count.
 */
public final class LowerModel {
    /** Entries and the evaluation of losses. */
    public static final Pipeline EVALUATION =
            new Pipeline(
                    "evaluation",
                    List.of(
                            new DisableDropout(),
                            new DecomposeComposites(),
                            new SimplifyAlgebra(),
                            new SimplifyAlgebra(),
                            new EliminateDeadCode()));

    /** Before differentiation. */
    public static final Pipeline TRAINING_FORWARD =
            new Pipeline("training-forward", List.of(new SeedRandom(), new TrainBatchNorm()));

    /** After differentiation. */
    public static final Pipeline TRAINING =
            new Pipeline(
                    "training",
                    List.of(
                            new DisableDropout(),
                            new DecomposeComposites(),
                            new SimplifyAlgebra(),
                            new SimplifyAlgebra(),
                            new EliminateDeadCode()));

    /** One function of the generated class, as fused kernels. */
    public record Unit(
            String name, LoweredFunction.Kind kind, Function function, KernelGraph kernels) {}

    private LowerModel() {}

    /** Lowers a model for the given lane counts. */
    public static LoweredModel lower(ModelDef model, List<Integer> lanes, PassObserver observer) {
        return lower(model, units(model, observer), lanes);
    }

    /** Lowers the functions of a model for the given lane counts. */
    public static LoweredModel lower(ModelDef model, List<Unit> units, List<Integer> lanes) {
        var layout = new ParameterLayout(model);
        var slotCounts = new LinkedHashMap<String, Long>();
        for (var unit : units) {
            if (unit.kind() == LoweredFunction.Kind.STEP) {
                slotCounts.put(unit.name(), ParameterLayout.slotCount(unit.kernels()));
            }
        }
        var variants =
                lanes.stream().map(count -> variant(units, layout, Target.of(count))).toList();
        return new LoweredModel(model, layout.offsets(), slotCounts, variants);
    }

    /**
     * The functions of a model down to fused and prepared kernels, which don't depend on the
     * target.
     */
    public static List<Unit> units(ModelDef model, PassObserver observer) {
        var units = new ArrayList<Unit>();
        for (var entry : model.entries()) {
            if (entry.isLoss()) {
                units.add(
                        unit(
                                LoweredFunction.Kind.LOSS,
                                EVALUATION.run(lossOnly(entry), observer),
                                observer));
                units.add(
                        unit(
                                LoweredFunction.Kind.STEP,
                                trainingStep(model, entry, observer),
                                observer));
            } else {
                var function = EVALUATION.run(entry.forward(), observer);
                units.add(unit(LoweredFunction.Kind.ENTRY, function, observer));
            }
        }
        return units;
    }

    private static Function lossOnly(EntryDef entry) {
        var forward = entry.forward();
        return new Function(
                forward.name(),
                forward.params(),
                forward.roles(),
                forward.nodes(),
                forward.results().subList(0, 1));
    }

    private static Function trainingStep(ModelDef model, EntryDef loss, PassObserver observer) {
        var forward = TRAINING_FORWARD.run(loss.forward(), observer);
        long start = System.nanoTime();
        var step = BuildTrainingStep.of(model, loss, forward);
        observer.after("build-training-step", step, System.nanoTime() - start);
        return TRAINING.run(step, observer);
    }

    private static Unit unit(LoweredFunction.Kind kind, Function function, PassObserver observer) {
        var built = timed("build-kernels", () -> BuildKernels.of(function), observer);
        var fused = timed("fuse-kernels", () -> FuseKernels.of(built), observer);
        var prepared = timed("prepare-kernels", () -> PrepareKernels.of(fused), observer);
        return new Unit(function.name(), kind, function, prepared);
    }

    private static KernelGraph timed(
            String pass, Supplier<KernelGraph> work, PassObserver observer) {
        long start = System.nanoTime();
        var graph = work.get();
        observer.afterKernels(pass, graph, System.nanoTime() - start);
        return graph;
    }

    private static LoweredVariant variant(List<Unit> units, ParameterLayout layout, Target target) {
        var methods = new MethodTable();
        var packs = new PackTable();
        var functions = new ArrayList<LoweredFunction>();
        for (var unit : units) {
            functions.add(
                    new LowerFunction(
                                    unit.kernels(),
                                    unit.kind(),
                                    target,
                                    layout,
                                    methods,
                                    packs,
                                    ChooseSchedule::of)
                            .lower());
        }
        functions.add(packFunction(packs, layout, methods, target));
        return new LoweredVariant(target.lanes(), methods.methods(), functions, packs.size());
    }

    private static LoweredFunction packFunction(
            PackTable packs, ParameterLayout layout, MethodTable methods, Target target) {
        var calls = new ArrayList<KernelCall>();
        packs.entries()
                .forEach((key, offset) -> {
                    var kernel = key.kernel();
                    var source =
                            new Buffer(0, key.parameter(), kernel.operands().getFirst().type());
                    var packed = new Buffer(1, "packed", kernel.result());
                    var step =
                            LowerFunction.plain(
                                    new KernelNode(kernel, List.of(source), packed), target);
                    var from =
                            new Storage.Parameter(
                                    source.type().dtype(), layout.offset(key.parameter()));
                    for (var method : LowerKernel.of(step)) {
                        calls.add(
                                new KernelCall(
                                        methods.enter(method),
                                        List.of(from, new Storage.Packed(offset)),
                                        kernel.location()));
                    }
                });
        return new LoweredFunction(
                "pack",
                LoweredFunction.Kind.PACK,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                calls,
                Map.of());
    }
}
