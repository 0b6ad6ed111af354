package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Makes the copies that a schedule asks for and lets the kernel read them. */
public final class ApplyPacks {
    private final KernelNode node;
    private final Schedule schedule;
    private final IntSupplier ids;

    private ApplyPacks(KernelNode node, Schedule schedule, IntSupplier ids) {
        this.node = node;
        this.schedule = schedule;
        this.ids = ids;
    }

    /**
     * @param ids supplies ids of new buffers
     */
    public static ScheduledKernel.WithPackings of(
            KernelNode node, Schedule schedule, IntSupplier ids) {
        return new ApplyPacks(node, schedule, ids).apply();
    }

    private ScheduledKernel.WithPackings apply() {
        var operands = new ArrayList<>(node.operands());
        var layouts = new HashMap<Integer, ScheduledKernel.Layout>();
        var packings = new ArrayList<ScheduledKernel.Packing>();
        for (var pack : schedule.packs()) {
            int operand = operandNamed(pack.operand());
            var access = onlyLoad(operand).access();
            var copy = copyKernel(pack, operand, access, layouts);
            var packed = new Buffer(ids.getAsInt(), copy.name(), copy.result());
            packings.add(new ScheduledKernel.Packing(copy, node.operands().get(operand), packed));
            operands.set(operand, packed);
        }
        var changed = new KernelNode(node.kernel(), operands, node.result());
        return new ScheduledKernel.WithPackings(
                new ScheduledKernel(changed, schedule, Map.copyOf(layouts)), packings);
    }

    private int operandNamed(String name) {
        var operands = node.kernel().operands();
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("schedule packs unknown operand '" + name + "'");
    }

    private int axisNamed(String name) {
        var axes = node.kernel().axes();
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("schedule packs along unknown axis '" + name + "'");
    }

    private ScalarExpr.Load onlyLoad(int operand) {
        var loads =
                AxisUse.loads(node.kernel()).stream()
                        .filter(load -> load.access().operand() == operand)
                        .toList();
        if (loads.size() != 1 || !loads.getFirst().access().guards().isEmpty()) {
            throw new IllegalArgumentException(
                    "an operand to pack must be read in one unguarded place");
        }
        return loads.getFirst();
    }

    private Kernel copyKernel(
            ScheduleStep.Pack pack,
            int operand,
            Access access,
            Map<Integer, ScheduledKernel.Layout> layouts) {
        var kernel = node.kernel();
        var vectorize = schedule.vectorize().orElseThrow();
        int vectorAxis = axisNamed(vectorize.axis());
        int panel = vectorize.panel();
        var axes = new ArrayList<Axis>();
        var dims = new ArrayList<Dim>();
        var positions = new LinkedHashMap<Integer, Affine>();
        boolean hasPanels = false;
        for (var name : pack.axes()) {
            int axis = axisNamed(name);
            var extent = kernel.axes().get(axis).extent();
            positions.put(axis, Affine.axis(axes.size()));
            if (axis == vectorAxis) {
                hasPanels = true;
                extent = extent.ceilDiv(panel);
            }
            axes.add(new Axis(name, extent, Axis.Kind.PARALLEL));
            dims.add(extent);
        }
        if (hasPanels) {
            int within = axes.size();
            axes.add(new Axis("lane", Dim.of(panel), Axis.Kind.PARALLEL));
            dims.add(Dim.of(panel));
            positions.computeIfPresent(
                    vectorAxis,
                    (_, number) -> number.times(Dim.of(panel)).plus(Affine.axis(within)));
        } else {
            dims.set(dims.size() - 1, dims.getLast().plus(pack.padding()));
        }
        var shape = new Shape(dims);
        layouts.put(operand, layout(shape, pack, vectorAxis, hasPanels, panel));
        var guards = new ArrayList<Guard>();
        var extent = kernel.axes().get(vectorAxis).extent();
        if (hasPanels && !extent.mod(Dim.of(panel)).equals(Dim.ZERO)) {
            guards.add(new Guard(new IndexExpr.Direct(positions.get(vectorAxis)), extent));
        }
        var index =
                access.index().stream()
                        .map(IndexExpr.Direct.class::cast)
                        .<IndexExpr>map(direct ->
                                new IndexExpr.Direct(direct.affine().substitute(positions::get)))
                        .toList();
        var source = kernel.operands().get(operand);
        var type = source.type().dtype();
        var load =
                new ScalarExpr.Load(
                        new Access(
                                0,
                                index,
                                guards,
                                guards.isEmpty() ? null : ScalarExpr.constant(type, 0L)),
                        type);
        var store = new ArrayList<IndexExpr>();
        for (int axis = 0; axis < axes.size(); axis++) {
            store.add(IndexExpr.axis(axis));
        }
        return new Kernel(
                source.name() + "_packed",
                axes,
                List.of(new Operand(source.name(), source.type())),
                new TensorType(type, shape),
                store,
                false,
                load,
                Combiner.NONE,
                Order.SEQUENTIAL,
                new ScalarExpr.Acc(type),
                kernel.location());
    }

    private ScheduledKernel.Layout layout(
            Shape shape, ScheduleStep.Pack pack, int vectorAxis, boolean hasPanels, int panel) {
        var strides = shape.strides();
        var byAxis = new HashMap<Integer, Dim>();
        Dim panelFactor = null;
        for (int i = 0; i < pack.axes().size(); i++) {
            int axis = axisNamed(pack.axes().get(i));
            if (axis == vectorAxis && hasPanels) {
                panelFactor = strides.get(i).divideExact(Dim.of(panel)).orElseThrow();
            } else {
                byAxis.put(axis, strides.get(i));
            }
        }
        return new ScheduledKernel.Layout(Map.copyOf(byAxis), panelFactor);
    }
}
