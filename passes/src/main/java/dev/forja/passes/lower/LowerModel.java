package dev.forja.passes.lower;

import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.lowered.LoweredVariant;
import dev.forja.ir.type.Dim;
import dev.forja.passes.fuse.FuseKernels;
import dev.forja.passes.kernel.BuildKernels;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.passes.pipeline.Pipeline;
import dev.forja.passes.schedule.ChooseSchedule;
import dev.forja.passes.schedule.ScheduleChoice;
import dev.forja.passes.schedule.Target;
import dev.forja.passes.tensor.DecomposeComposites;
import dev.forja.passes.tensor.DisableDropout;
import dev.forja.passes.tensor.EliminateDeadCode;
import dev.forja.passes.tensor.FoldBatchNorm;
import dev.forja.passes.tensor.GatherStatistics;
import dev.forja.passes.tensor.RecogniseForms;
import dev.forja.passes.tensor.SeedRandom;
import dev.forja.passes.tensor.SimplifyAlgebra;
import dev.forja.passes.tensor.TransformConvolutions;
import dev.forja.passes.train.BuildTrainingStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Supplier;

/**
 * The whole middle of the compiler: a model as the frontend delivers it, to loop methods and calls
 * for each lane count.
 */
public final class LowerModel {
    /** Imported models, whose parameters are known and never trained. */
    public static final Pipeline IMPORTED =
            new Pipeline(
                    "imported",
                    List.of(new DisableDropout(), new SimplifyAlgebra(), new FoldBatchNorm()));

    /** Entries, whose parameters stay the same between calls. */
    public static final Pipeline SERVING =
            new Pipeline(
                    "serving",
                    List.of(
                            new DisableDropout(),
                            new SimplifyAlgebra(),
                            new RecogniseForms(),
                            new TransformConvolutions(),
                            new DecomposeComposites(),
                            new SimplifyAlgebra(),
                            new SimplifyAlgebra(),
                            new EliminateDeadCode()));

    /** The evaluation of losses. */
    public static final Pipeline EVALUATION =
            new Pipeline(
                    "evaluation",
                    List.of(
                            new DisableDropout(),
                            new SimplifyAlgebra(),
                            new RecogniseForms(),
                            new DecomposeComposites(),
                            new SimplifyAlgebra(),
                            new SimplifyAlgebra(),
                            new EliminateDeadCode()));

    /** Before differentiation. */
    public static final Pipeline TRAINING_FORWARD =
            new Pipeline("training-forward", List.of(new SeedRandom(), new GatherStatistics()));

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

    /**
     * One function of the generated class, as fused kernels.
     *
     * @param bounds what the elements of inputs that hold positions are below, by name
     */
    public record Unit(
            String name,
            LoweredFunction.Kind kind,
            Function function,
            KernelGraph kernels,
            Map<String, List<Dim>> bounds) {}

    /** A function that is yet to become a unit; {@code work} runs its passes. */
    public record Pending(String name, LoweredFunction.Kind kind, Supplier<Unit> work) {}

    private static final String BUILD_TRAINING_STEP = "build-training-step";
    private static final String BUILD_KERNELS = "build-kernels";
    private static final String FUSE_KERNELS = "fuse-kernels";
    private static final String PREPARE_KERNELS = "prepare-kernels";

    private LowerModel() {}

    /** The names of all passes that observers see, in the order in which they run. */
    public static SequencedSet<String> passes() {
        var names = new LinkedHashSet<String>();
        TRAINING_FORWARD.passes().forEach(pass -> names.add(pass.name()));
        names.add(BUILD_TRAINING_STEP);
        SERVING.passes().forEach(pass -> names.add(pass.name()));
        TRAINING.passes().forEach(pass -> names.add(pass.name()));
        names.addAll(List.of(BUILD_KERNELS, FUSE_KERNELS, PREPARE_KERNELS));
        return names;
    }

    /** Lowers a model for the given lane counts. */
    public static LoweredModel lower(ModelDef model, List<Integer> lanes, PassObserver observer) {
        return lower(model, units(model, observer), lanes);
    }

    /** Lowers the functions of a model for the given lane counts. */
    public static LoweredModel lower(ModelDef model, List<Unit> units, List<Integer> lanes) {
        return lower(model, units, lanes, ChooseSchedule::of);
    }

    /** Lowers the functions of a model for the given lane counts, with schedules of one's own. */
    public static LoweredModel lower(
            ModelDef model, List<Unit> units, List<Integer> lanes, ScheduleChoice choice) {
        return lowerFor(model, units, lanes.stream().map(Target::of).toList(), choice);
    }

    /** Lowers the functions of a model for the given targets. */
    public static LoweredModel lowerFor(
            ModelDef model, List<Unit> units, List<Target> targets, ScheduleChoice choice) {
        var layout = new ParameterLayout(model);
        var slotCounts = new LinkedHashMap<String, Long>();
        for (var unit : units) {
            if (unit.kind() == LoweredFunction.Kind.STEP) {
                slotCounts.put(unit.name(), ParameterLayout.slotCount(unit.kernels()));
            }
        }
        var variants =
                targets.stream().map(target -> variant(units, layout, target, choice)).toList();
        return new LoweredModel(model, layout.offsets(), slotCounts, variants);
    }

    /**
     * The functions of a model down to fused and prepared kernels, which don't depend on the
     * target.
     */
    public static List<Unit> units(ModelDef model, PassObserver observer) {
        return pending(model, observer).stream().map(unit -> unit.work().get()).toList();
    }

    /** The functions of a model, each with the passes that make a unit of it. */
    public static List<Pending> pending(ModelDef model, PassObserver observer) {
        var units = new ArrayList<Pending>();
        for (var entry : model.entries()) {
            if (entry.isLoss()) {
                units.add(
                        pending(
                                LoweredFunction.Kind.LOSS,
                                entry,
                                () -> EVALUATION.run(lossOnly(entry), observer),
                                observer));
                units.add(
                        pending(
                                LoweredFunction.Kind.STEP,
                                entry,
                                () -> trainingStep(model, entry, observer),
                                observer));
            } else {
                units.add(
                        pending(
                                LoweredFunction.Kind.ENTRY,
                                entry,
                                () -> SERVING.run(entry.forward(), observer),
                                observer));
            }
        }
        return units;
    }

    private static Pending pending(
            LoweredFunction.Kind kind,
            EntryDef entry,
            Supplier<Function> passes,
            PassObserver observer) {
        return new Pending(entry.name(), kind, () -> unit(kind, entry, passes.get(), observer));
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
        observer.after(BUILD_TRAINING_STEP, step, System.nanoTime() - start);
        return TRAINING.run(step, observer);
    }

    private static Unit unit(
            LoweredFunction.Kind kind, EntryDef entry, Function function, PassObserver observer) {
        var built = timed(BUILD_KERNELS, () -> BuildKernels.of(function), observer);
        var fused = timed(FUSE_KERNELS, () -> FuseKernels.of(built), observer);
        var prepared = timed(PREPARE_KERNELS, () -> PrepareKernels.of(fused), observer);
        return new Unit(function.name(), kind, function, prepared, IndexBounds.of(entry.forward()));
    }

    private static KernelGraph timed(
            String pass, Supplier<KernelGraph> work, PassObserver observer) {
        long start = System.nanoTime();
        var graph = work.get();
        observer.afterKernels(pass, graph, System.nanoTime() - start);
        return graph;
    }

    private static LoweredVariant variant(
            List<Unit> units, ParameterLayout layout, Target target, ScheduleChoice choice) {
        var methods = new MethodTable();
        var packs = new PackTable();
        var functions = new ArrayList<LoweredFunction>();
        for (var unit : units) {
            functions.add(
                    new LowerFunction(unit, target, layout, methods, packs, choice.checked())
                            .lower());
        }
        functions.add(LowerPacks.of(packs, layout, methods, target));
        return new LoweredVariant(target.lanes(), methods.methods(), functions, packs.size());
    }
}
