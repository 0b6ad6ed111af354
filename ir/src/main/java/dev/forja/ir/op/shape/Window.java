package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sliding windows: on axis axes[i] of the operand counts[i] windows of sizes[i] elements, the first
 * at starts[i], strides[i] apart, their elements dilations[i] apart (negative: backwards). The
 * counts take the place of the axes, the sizes are further axes at the end. All positions lie
 * inside the operand. Convolution and pooling are contractions and reductions of it; it is an
 * address, not a copy.
 */
public record Window(
        List<Integer> axes,
        List<Integer> starts,
        List<Dim> counts,
        List<Dim> sizes,
        List<Integer> strides,
        List<Integer> dilations)
        implements StructuredOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sliding windows along axes.",
                "result[.., o, .., k] = x[.., start + o * stride + k * dilation, ..]",
                List.of("x"),
                List.of());
    }

    public Window {
        axes = List.copyOf(axes);
        starts = List.copyOf(starts);
        counts = List.copyOf(counts);
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        requireComplete(this, axes, List.of(starts, counts, sizes, strides, dilations));
        var dims = new ArrayList<>(x.shape().dims());
        for (int i = 0; i < axes.size(); i++) {
            int axis = Operands.axis(this, axes.get(i), x.rank());
            requireSteps(this, strides.get(i), dilations.get(i));
            requireInside(i, x.shape().dim(axis), x);
            dims.set(axis, counts.get(i));
        }
        dims.addAll(sizes);
        return List.of(x.withShape(new Shape(dims)));
    }

    static void requireComplete(TensorOp op, List<Integer> axes, List<List<?>> attributes) {
        boolean complete =
                attributes.stream().allMatch(list -> list.size() == axes.size())
                        && axes.stream().distinct().count() == axes.size();
        Operands.require(
                op,
                complete,
                "attributes",
                "one value each for different axes " + axes,
                attributes);
    }

    static void requireSteps(TensorOp op, int stride, int dilation) {
        Operands.require(op, stride >= 1, "stride", "1 or more", stride);
        Operands.require(op, dilation != 0, "dilation", "not 0", dilation);
    }

    /** Refuses windows that are known to reach outside. */
    private void requireInside(int i, Dim length, TensorType x) {
        var lastWindow = counts.get(i).plus(-1).times(strides.get(i));
        var lastElement = sizes.get(i).plus(-1).times(dilations.get(i));
        boolean forward = dilations.get(i) > 0;
        var least = Dim.of(starts.get(i)).plus(forward ? Dim.ZERO : lastElement);
        var greatest =
                Dim.of(starts.get(i)).plus(lastWindow).plus(forward ? lastElement : Dim.ZERO);
        boolean isEmpty = counts.get(i).isConstant(0) || sizes.get(i).isConstant(0);
        var room = length.minus(greatest).plus(-1);
        boolean outside =
                (least.isConstant() && least.constant() < 0)
                        || (room.isConstant() && room.constant() < 0);
        Operands.require(
                this,
                isEmpty || !outside,
                "windows on axis " + axes.get(i),
                "positions inside " + x,
                least + " to " + greatest);
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        int rank = operands.getFirst().rank();
        var index = new ArrayList<>(Kernels.identity(rank));
        for (int i = 0; i < axes.size(); i++) {
            int axis = Operands.axis(this, axes.get(i), rank);
            var position =
                    Affine.axis(axis)
                            .times(Dim.of(strides.get(i)))
                            .plus(Affine.axis(rank + i).times(Dim.of(dilations.get(i))))
                            .plus(Dim.of(starts.get(i)));
            index.set(axis, new IndexExpr.Direct(position));
        }
        var load = new ScalarExpr.Load(Access.of(0, index), result.dtype());
        return List.of(Kernels.map(this, operands, result, load, location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> {
            var x = r.operand(0).type();
            var positions = axes.stream().map(axis -> Operands.axis(this, axis, x.rank())).toList();
            var lengths = positions.stream().map(axis -> x.shape().dim(axis)).toList();
            var back = new Unwindow(positions, starts, lengths, strides, dilations);
            return List.of(r.builder().add(back, r.cotangent()));
        });
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        int rank = target.type(0).rank();
        var x = target.operand(0);
        for (int i = 0; i < axes.size(); i++) {
            int axis = Operands.axis(this, axes.get(i), rank);
            var positions =
                    OnnxScatter.positions(
                            target,
                            counts.get(i),
                            sizes.get(i),
                            starts.get(i),
                            strides.get(i),
                            dilations.get(i));
            var windows = target.node("Gather", x, positions).with("axis", axis).result();
            var order = new ArrayList<>(IntStream.rangeClosed(0, rank + i).boxed().toList());
            order.remove(axis + 1);
            order.add(axis + 1);
            x = target.transpose(windows, order);
        }
        return WritesOnnx.one(x);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(one(1, 0, Dim.of(5), 3, 2, 1), "f32[n, 11]"),
                Sample.of(one(0, 0, Dim.symbol("n"), 3, 1, 1), "f32[n+2, 5]"),
                Sample.of(one(0, 0, Dim.symbol("n"), 2, 1, 3), "f32[n+3]"),
                Sample.of(one(1, 4, Dim.of(4), 3, 1, -2), "f32[3, n+8, 2]"),
                Sample.of(one(0, 0, Dim.symbol("n"), 2, 3, 1), "f32[3*n]"),
                Sample.of(
                        new Window(
                                List.of(1, 2),
                                List.of(0, 1),
                                List.of(Dim.symbol("n"), Dim.of(3)),
                                List.of(Dim.of(3), Dim.of(2)),
                                List.of(2, 2),
                                List.of(1, 1)),
                        "f64[2, 2*n+1, 7]"));
    }

    private static Window one(int axis, int start, Dim count, int size, int stride, int dilation) {
        return new Window(
                List.of(axis),
                List.of(start),
                List.of(count),
                List.of(Dim.of(size)),
                List.of(stride),
                List.of(dilation));
    }
}
