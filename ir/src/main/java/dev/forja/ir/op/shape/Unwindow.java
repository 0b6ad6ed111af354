package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The transpose of window: adds up what lies on one position of overlapping windows. The last axes
 * of the operand are the elements of the windows; axes[i] gets lengths[i] positions. Each position
 * sums the elements that reach it in index order, so nothing is added into memory.
 */
public record Unwindow(
        List<Integer> axes,
        List<Integer> starts,
        List<Dim> lengths,
        List<Integer> strides,
        List<Integer> dilations)
        implements StructuredOp, WritesOnnx {
    /** More classes of positions than this are one kernel with computed positions. */
    private static final int MAX_CLASSES = 16;

    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Adds up overlapping windows.",
                "result[.., p, ..] = sum of y[.., o, .., k] over p = start + o * stride + k * dilation",
                List.of("y"),
                List.of(OpDoc.OnnxName.since("Col2Im", 18, OnnxImport.one(OnnxColumns::toImage))));
    }

    public Unwindow {
        axes = List.copyOf(axes);
        starts = List.copyOf(starts);
        lengths = List.copyOf(lengths);
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var y = operands.getFirst();
        Window.requireComplete(this, axes, List.of(starts, lengths, strides, dilations));
        Operands.require(
                this, y.rank() >= 2 * axes.size(), "rank", "at least " + 2 * axes.size(), y);
        int rank = y.rank() - axes.size();
        var dims = new ArrayList<>(y.shape().dims().subList(0, rank));
        for (int i = 0; i < axes.size(); i++) {
            Window.requireSteps(this, strides.get(i), dilations.get(i));
            dims.set(Operands.axis(this, axes.get(i), rank), lengths.get(i));
        }
        return List.of(y.withShape(new Shape(dims)));
    }

    /**
     * Positions of one remainder by the strides are reached by the same elements of windows: each
     * such class of positions is a kernel that sums over those elements.
     */
    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        boolean isPlain = dilations.stream().allMatch(dilation -> dilation == 1);
        if (isPlain && Residues.count(strides) > MAX_CLASSES) {
            return List.of(computed(operands, result, location));
        }
        return Residues.all(strides).stream()
                .map(residues -> part(residues, operands, result, location))
                .toList();
    }

    /** The kernel of the positions stride * q + residue. */
    private Kernel part(
            List<Integer> residues,
            List<TensorType> operands,
            TensorType result,
            Location location) {
        var y = operands.getFirst();
        int rank = result.rank();
        var loops = new ArrayList<>(Kernels.parallel(result.shape()));
        var index = new ArrayList<>(Kernels.identity(rank));
        var store = new ArrayList<>(Kernels.identity(rank));
        var guards = new ArrayList<Guard>();
        boolean isReached = true;
        for (int i = 0; i < axes.size(); i++) {
            int axis = Operands.axis(this, axes.get(i), rank);
            int stride = strides.get(i);
            int residue = residues.get(i);
            var positions = result.shape().dim(axis).plus(-residue).plus(stride - 1L);
            var extent = positions.floorDiv(Dim.of(stride));
            loops.set(axis, new Axis("i" + axis, extent, Axis.Kind.PARALLEL));
            store.set(
                    axis,
                    new IndexExpr.Direct(
                            Affine.axis(axis).times(Dim.of(stride)).plus(Dim.of(residue))));
            var members = StrideClass.of(residue, starts.get(i), stride, dilations.get(i));
            if (members.isEmpty()) {
                isReached = false;
                continue;
            }
            var size = y.shape().dim(rank + i);
            var of = members.get();
            int reduction = loops.size();
            loops.add(new Axis("k" + i, of.count(size), Axis.Kind.REDUCTION));
            var window =
                    new IndexExpr.Direct(
                            Affine.axis(axis)
                                    .plus(Affine.axis(reduction).times(Dim.of(-of.back())))
                                    .plus(Dim.of(of.base())));
            index.set(axis, window);
            guards.add(new Guard(window, y.shape().dim(axis)));
            index.add(
                    new IndexExpr.Direct(
                            Affine.axis(reduction)
                                    .times(Dim.of(of.step()))
                                    .plus(Dim.of(of.first()))));
        }
        var zero = zero(result.dtype());
        if (!isReached) {
            return kernel(operands, result, loops.subList(0, rank), store, zero, location);
        }
        var load = new ScalarExpr.Load(new Access(0, index, guards, zero), result.dtype());
        return kernel(operands, result, loops, store, load, location);
    }

    /**
     * One kernel for all positions, which computes window and element by division: for strides so
     * large that classes would be too many.
     */
    private Kernel computed(List<TensorType> operands, TensorType result, Location location) {
        var y = operands.getFirst();
        int rank = result.rank();
        var loops = new ArrayList<>(Kernels.parallel(result.shape()));
        var index = new ArrayList<>(Kernels.identity(rank));
        var guards = new ArrayList<Guard>();
        for (int i = 0; i < axes.size(); i++) {
            int axis = Operands.axis(this, axes.get(i), rank);
            var size = y.shape().dim(rank + i);
            int reduction = loops.size();
            var steps = size.ceilDiv(strides.get(i));
            loops.add(new Axis("k" + i, steps, Axis.Kind.REDUCTION));
            var stride = number(strides.get(i));
            var at =
                    ScalarExpr.call(
                            ScalarFn.SUB,
                            new ScalarExpr.Index(axis, DType.I32),
                            number(starts.get(i)));
            var step = new ScalarExpr.Index(reduction, DType.I32);
            var window =
                    new IndexExpr.Indirect(
                            ScalarExpr.call(
                                    ScalarFn.SUB, ScalarExpr.call(ScalarFn.DIV, at, stride), step));
            var element =
                    new IndexExpr.Indirect(
                            ScalarExpr.call(
                                    ScalarFn.ADD,
                                    ScalarExpr.call(ScalarFn.REM, at, stride),
                                    ScalarExpr.call(ScalarFn.MUL, step, stride)));
            index.set(axis, window);
            index.add(element);
            guards.add(new Guard(window, y.shape().dim(axis)));
            guards.add(new Guard(element, size));
        }
        var load =
                new ScalarExpr.Load(
                        new Access(0, index, guards, zero(result.dtype())), result.dtype());
        return kernel(operands, result, loops, Kernels.identity(rank), load, location);
    }

    private static ScalarExpr number(int value) {
        return ScalarExpr.constant(DType.I32, (long) value);
    }

    private static ScalarExpr zero(DType type) {
        return ScalarExpr.constant(type, 0L);
    }

    private Kernel kernel(
            List<TensorType> operands,
            TensorType result,
            List<Axis> loops,
            List<IndexExpr> store,
            ScalarExpr body,
            Location location) {
        boolean isReduction = loops.size() > result.rank();
        return new Kernel(
                mnemonic(),
                loops,
                Kernels.operands(this, operands),
                result,
                store,
                false,
                body,
                isReduction ? Combiner.SUM : Combiner.NONE,
                Order.SEQUENTIAL,
                new ScalarExpr.Acc(result.dtype()),
                location);
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> {
            var y = r.operand(0).type();
            int rank = y.rank() - axes.size();
            var positions = axes.stream().map(axis -> Operands.axis(this, axis, rank)).toList();
            var counts = positions.stream().map(axis -> y.shape().dim(axis)).toList();
            var sizes = y.shape().dims().subList(rank, y.rank());
            var windows = new Window(positions, starts, counts, sizes, strides, dilations);
            return List.of(r.builder().add(windows, r.cotangent()));
        });
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var y = target.operand(0);
        var dims = new ArrayList<>(target.type(0).shape().dims());
        for (int i = axes.size() - 1; i >= 0; i--) {
            int axis = Operands.axis(this, axes.get(i), target.type(0).rank() - axes.size());
            int last = dims.size() - 1;
            var order = new ArrayList<>(IntStream.rangeClosed(0, last).boxed().toList());
            order.remove(last);
            order.remove(axis);
            order.addAll(0, List.of(axis, last));
            var positions =
                    OnnxScatter.positions(
                            target,
                            dims.get(axis),
                            dims.get(last),
                            starts.get(i),
                            strides.get(i),
                            dilations.get(i));
            var rest = order.subList(2, order.size()).stream().map(dims::get).toList();
            var type = new TensorType(target.type(0).dtype(), new Shape(rest));
            var sum =
                    OnnxScatter.sum(
                            target, target.transpose(y, order), positions, 2, lengths.get(i), type);
            var back = new ArrayList<>(IntStream.range(1, last).boxed().toList());
            back.add(axis, 0);
            y = target.transpose(sum, back);
            dims.removeLast();
            dims.set(axis, lengths.get(i));
        }
        return WritesOnnx.one(y);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(one(1, 0, Dim.of(11), 2, 1), "f32[n, 5, 3]"),
                Sample.of(one(0, 0, Dim.parse("n+2"), 1, 1), "f32[n, 5, 3]"),
                Sample.of(one(0, 0, Dim.parse("n+3"), 1, 3), "f32[n, 2]"),
                Sample.of(one(1, 4, Dim.parse("n+8"), 1, -2), "f32[3, n, 2, 3]"),
                Sample.of(one(0, 1, Dim.parse("4*n+9"), 4, 6), "f32[n, 2]"),
                Sample.of(one(0, 2, Dim.parse("20*n+25"), 20, 1), "f32[n, 23]"),
                Sample.of(
                        new Unwindow(
                                List.of(1, 2),
                                List.of(0, 1),
                                List.of(Dim.parse("2*n+1"), Dim.of(7)),
                                List.of(2, 2),
                                List.of(1, 1)),
                        "f64[2, n, 3, 3, 2]"));
    }

    private static Unwindow one(int axis, int start, Dim length, int stride, int dilation) {
        return new Unwindow(
                List.of(axis), List.of(start), List.of(length), List.of(stride), List.of(dilation));
    }
}
