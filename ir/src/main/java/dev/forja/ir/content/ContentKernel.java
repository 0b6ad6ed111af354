package dev.forja.ir.content;

import dev.forja.ir.data.Content;
import dev.forja.ir.data.Element;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Runs a kernel of static extents on what is known about its operands. */
final class ContentKernel {
    private final Kernel kernel;
    private final List<Content> operands;
    private final long[] at;
    private final Leaves leaves = new Leaves();
    private Element reduced;
    private boolean isBroken;

    ContentKernel(Kernel kernel, List<Content> operands) {
        this.kernel = kernel;
        this.operands = operands;
        this.at = new long[kernel.axes().size()];
    }

    /**
     * Are the extents numbers, the points few and the combiner a function of two elements? A
     * reduction needs all operands.
     */
    static boolean canRun(Kernel kernel, List<Content> operands) {
        if (kernel.combiner() != Combiner.NONE && operands.contains(null)) {
            return false;
        }
        long points = 1;
        for (var axis : kernel.axes()) {
            if (!axis.extent().isConstant()) {
                return false;
            }
            points *= Math.min(axis.extent().constant(), ContentEvaluator.WORK + 1);
            if (points > ContentEvaluator.WORK) {
                return false;
            }
        }
        return kernel.combiner() != Combiner.ARGMAX && kernel.combiner() != Combiner.ARGMIN;
    }

    /**
     * Writes the elements that the kernel computes.
     *
     * @return false when not even their places are known
     */
    boolean run(List<Element> result) {
        if (kernel.accumulates()) {
            var zero = Element.of(kernel.result().dtype(), 0L);
            result.replaceAll(_ -> zero);
        }
        int end = kernel.accumulates() ? kernel.axes().size() : kernel.parallelAxes();
        loop(0, end, () -> point(result));
        return !isBroken;
    }

    private void loop(int axis, int end, Runnable body) {
        if (axis == end) {
            body.run();
            return;
        }
        long extent = kernel.axes().get(axis).extent().constant();
        for (long i = 0; i < extent; i++) {
            at[axis] = i;
            loop(axis + 1, end, body);
        }
    }

    private void point(List<Element> result) {
        var expr = new ElementExpr(leaves);
        reduced = kernel.combiner() == Combiner.NONE ? expr.value(kernel.body()) : reduce();
        var value = new ElementExpr(leaves).value(kernel.epilogue());
        var place = place(kernel.store(), kernel.result().shape());
        if (place.isEmpty()) {
            isBroken = true;
            return;
        }
        int position = (int) place.getAsLong();
        if (position >= 0) {
            var type = kernel.result().dtype();
            result.set(
                    position,
                    kernel.accumulates()
                            ? combine(ScalarFn.ADD, result.get(position), value, type)
                            : value);
        }
    }

    private Element reduce() {
        var fn =
                switch (kernel.combiner()) {
                    case SUM -> ScalarFn.ADD;
                    case PROD -> ScalarFn.MUL;
                    case MAX -> ScalarFn.MAX;
                    case MIN -> ScalarFn.MIN;
                    case NONE, ARGMAX, ARGMIN -> throw new IllegalStateException(kernel.name());
                };
        var type = kernel.body().type();
        var acc = new Element[] {identity(type)};
        boolean[] isFirst = {true};
        loop(
                kernel.parallelAxes(),
                kernel.axes().size(),
                () -> {
                    var value = new ElementExpr(leaves).value(kernel.body());
                    acc[0] = isFirst[0] ? value : combine(fn, acc[0], value, type);
                    isFirst[0] = false;
                });
        return acc[0];
    }

    private static Element combine(ScalarFn fn, Element a, Element b, DType type) {
        return ElementMath.call(fn, Arrays.asList(a, b), type, type);
    }

    /** The result of a reduction over nothing; unknown where it is no whole number. */
    private Element identity(DType type) {
        return switch (kernel.combiner()) {
            case SUM -> Element.of(type, 0L);
            case PROD -> Element.of(type, 1L);
            default -> null;
        };
    }

    /** The position in row-major order; -1 outside; empty when it is not known. */
    private OptionalLong place(List<IndexExpr> index, Shape shape) {
        long position = 0;
        for (int i = 0; i < index.size(); i++) {
            var one = position(index.get(i));
            if (one.isEmpty()) {
                return one;
            }
            long extent = shape.dim(i).constant();
            if (one.getAsLong() < 0 || one.getAsLong() >= extent) {
                return OptionalLong.of(-1);
            }
            position = position * extent + one.getAsLong();
        }
        return OptionalLong.of(position);
    }

    private OptionalLong position(IndexExpr index) {
        return switch (index) {
            case IndexExpr.Direct(var affine) -> {
                var sum = affine.constant();
                for (var term : affine.factors().entrySet()) {
                    sum = sum.plus(term.getValue().times(at[term.getKey()]));
                }
                yield number(sum);
            }
            case IndexExpr.Indirect(var value) ->
                    new ElementExpr(leaves).value(value) instanceof Element.Whole(var whole)
                            ? number(whole)
                            : OptionalLong.empty();
        };
    }

    private static OptionalLong number(Dim dim) {
        return dim.isConstant() ? OptionalLong.of(dim.constant()) : OptionalLong.empty();
    }

    private final class Leaves implements ElementExpr.Leaves {
        @Override
        public long index(int axis) {
            return at[axis];
        }

        @Override
        public Element acc() {
            return reduced;
        }

        @Override
        public Element load(Access access) {
            for (var guard : access.guards()) {
                var position = position(guard.index());
                if (position.isEmpty() || !guard.extent().isConstant()) {
                    return null;
                }
                if (position.getAsLong() < 0 || position.getAsLong() >= guard.extent().constant()) {
                    return new ElementExpr(this).value(access.otherwise());
                }
            }
            var content = operands.get(access.operand());
            if (content == null) {
                return null;
            }
            var place = place(access.index(), content.type().shape());
            return place.isEmpty() || place.getAsLong() < 0
                    ? null
                    : content.elements().get((int) place.getAsLong());
        }
    }
}
