package dev.forja.ir.interp;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarEvaluator;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a kernel by its definition, one element at a time. In machine mode (on a kernel whose
 * expressions were fused and expanded to machine functions) every operation rounds as generated
 * code does and the order of reductions is honoured: an accumulator starts at the combiner's
 * identity; a sum of a product is one multiply-add per element; {@link Order#TREE_32} keeps 32
 * accumulators and halves them. This is what all compiled forms must equal bit by bit.
 */
public final class KernelInterpreter {
    private static final int LANES = 32;

    private final Kernel kernel;
    private final List<Tensor> operands;
    private final Map<String, Long> symbols;
    private final ScalarEvaluator.Mode mode;
    private final long[] at;
    private final Map<Dim, Long> dims = new IdentityHashMap<>();
    private final Leaves leaves = new Leaves();
    private Number reduced;

    private KernelInterpreter(
            Kernel kernel,
            List<Tensor> operands,
            Map<String, Long> symbols,
            ScalarEvaluator.Mode mode) {
        this.kernel = kernel;
        this.operands = operands;
        this.symbols = symbols;
        this.mode = mode;
        this.at = new long[kernel.axes().size()];
    }

    /**
     * Runs a kernel into a result that may hold elements already (parts written by other kernels).
     *
     * @param symbols values of the symbolic dimensions
     */
    public static void run(
            Kernel kernel,
            List<Tensor> operands,
            Tensor result,
            Map<String, Long> symbols,
            ScalarEvaluator.Mode mode) {
        new KernelInterpreter(kernel, operands, symbols, mode).run(result);
    }

    private void run(Tensor result) {
        if (kernel.accumulates()) {
            Arrays.fill(result.floats(), 0);
            Arrays.fill(result.integers(), 0);
        }
        loop(
                0,
                kernel.accumulates() ? kernel.axes().size() : kernel.parallelAxes(),
                () -> point(result));
    }

    private void loop(int axis, int end, Runnable body) {
        if (axis == end) {
            body.run();
            return;
        }
        long extent = value(kernel.axes().get(axis).extent());
        for (long i = 0; i < extent; i++) {
            at[axis] = i;
            loop(axis + 1, end, body);
        }
    }

    private long value(Dim dim) {
        var known = dims.get(dim);
        if (known == null) {
            known = dim.evaluate(symbols);
            dims.put(dim, known);
        }
        return known;
    }

    private void point(Tensor result) {
        reduced = kernel.combiner() == Combiner.NONE ? evaluate(kernel.body()) : reduce();
        var value = evaluate(kernel.epilogue());
        var shape = kernel.result().shape();
        long position = 0;
        for (int i = 0; i < shape.rank(); i++) {
            long index = index(kernel.store().get(i));
            long extent = value(shape.dim(i));
            if (index < 0 || index >= extent) {
                return;
            }
            position = position * extent + index;
        }
        int place = Math.toIntExact(position);
        if (kernel.accumulates()) {
            value = combine(Combiner.SUM, kernel.result().dtype(), result.get(place), value);
        }
        result.set(place, value);
    }

    private Number evaluate(ScalarExpr expr) {
        return ScalarEvaluator.evaluate(expr, mode, leaves);
    }

    private Number reduce() {
        if (kernel.combiner() == Combiner.ARGMAX || kernel.combiner() == Combiner.ARGMIN) {
            return position();
        }
        return kernel.order() == Order.TREE_32 ? tree() : sequential();
    }

    private Number sequential() {
        var acc = new Number[] {identity()};
        loop(kernel.parallelAxes(), kernel.axes().size(), () -> acc[0] = step(acc[0]));
        return acc[0];
    }

    private Number tree() {
        var lanes = new ArrayList<Number>();
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(identity());
        }
        int last = kernel.axes().size() - 1;
        loop(
                kernel.parallelAxes(),
                kernel.axes().size(),
                () -> {
                    int lane = (int) (at[last] % LANES);
                    lanes.set(lane, step(lanes.get(lane)));
                });
        for (int half = LANES / 2; half >= 1; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes.set(
                        lane,
                        combine(
                                kernel.combiner(),
                                kernel.body().type(),
                                lanes.get(lane),
                                lanes.get(lane + half)));
            }
        }
        return lanes.getFirst();
    }

    private Number step(Number acc) {
        if (kernel.combiner() == Combiner.SUM
                && kernel.body() instanceof ScalarExpr.Call(var fn, var args, var type)
                && fn == ScalarFn.MUL) {
            return apply(ScalarFn.FMA, type, evaluate(args.get(0)), evaluate(args.get(1)), acc);
        }
        return combine(kernel.combiner(), kernel.body().type(), acc, evaluate(kernel.body()));
    }

    private Number combine(Combiner combiner, DType type, Number left, Number right) {
        var fn =
                switch (combiner) {
                    case SUM -> ScalarFn.ADD;
                    case PROD -> ScalarFn.MUL;
                    case MAX -> ScalarFn.MAX;
                    case MIN -> ScalarFn.MIN;
                    case NONE, ARGMAX, ARGMIN ->
                            throw new IllegalArgumentException(combiner.text());
                };
        return apply(fn, type, left, right);
    }

    private Number apply(ScalarFn fn, DType type, Number... values) {
        if (fn == ScalarFn.FMA && !type.isFloat()) {
            return apply(
                    ScalarFn.ADD, type, apply(ScalarFn.MUL, type, values[0], values[1]), values[2]);
        }
        var args = new ScalarExpr[values.length];
        for (int i = 0; i < values.length; i++) {
            args[i] = new ScalarExpr.Const(type, values[i]);
        }
        return evaluate(ScalarExpr.call(fn, args));
    }

    private Number identity() {
        var type = kernel.body().type();
        boolean least = kernel.combiner() == Combiner.MAX;
        return switch (kernel.combiner()) {
            case SUM, NONE, ARGMAX, ARGMIN -> type.isFloat() ? (Number) 0.0 : (Number) 0L;
            case PROD -> type.isFloat() ? (Number) 1.0 : (Number) 1L;
            case MAX, MIN ->
                    switch (type) {
                        case F32, F64 ->
                                least ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                        case I32 -> (long) (least ? Integer.MIN_VALUE : Integer.MAX_VALUE);
                        case I64 -> least ? Long.MIN_VALUE : Long.MAX_VALUE;
                        case BOOL -> least ? 0L : 1L;
                    };
        };
    }

    /** The first greatest (least) element; a NaN counts as such. */
    private Number position() {
        var best = new Number[1];
        var place = new long[] {0, 0};
        boolean wantsGreatest = kernel.combiner() == Combiner.ARGMAX;
        loop(
                kernel.parallelAxes(),
                kernel.axes().size(),
                () -> {
                    var value = evaluate(kernel.body());
                    if (best[0] == null || beats(value, best[0], wantsGreatest)) {
                        best[0] = value;
                        place[0] = place[1];
                    }
                    place[1]++;
                });
        return place[0];
    }

    private static boolean beats(Number value, Number best, boolean wantsGreatest) {
        if (value instanceof Double x && best instanceof Double y) {
            return (wantsGreatest ? x > y : x < y) || (x.isNaN() && !y.isNaN());
        }
        return wantsGreatest
                ? value.longValue() > best.longValue()
                : value.longValue() < best.longValue();
    }

    private long index(IndexExpr index) {
        return switch (index) {
            case IndexExpr.Direct(var affine) -> {
                long sum = value(affine.constant());
                for (var term : affine.factors().entrySet()) {
                    sum += value(term.getValue()) * at[term.getKey()];
                }
                yield sum;
            }
            case IndexExpr.Indirect(var expr) -> evaluate(expr).longValue();
        };
    }

    private final class Leaves implements ScalarEvaluator.Leaves {
        private final Map<Shape, long[]> extents = new IdentityHashMap<>();

        @Override
        public long index(int axis) {
            return at[axis];
        }

        @Override
        public Number acc() {
            return reduced;
        }

        @Override
        public long dim(Dim dim) {
            return value(dim);
        }

        @Override
        public Number load(Access access, DType type) {
            for (var guard : access.guards()) {
                long index = KernelInterpreter.this.index(guard.index());
                if (index < 0 || index >= value(guard.extent())) {
                    return evaluate(access.otherwise());
                }
            }
            var extents =
                    this.extents.computeIfAbsent(
                            kernel.operands().get(access.operand()).type().shape(),
                            shape ->
                                    shape.dims().stream()
                                            .mapToLong(KernelInterpreter.this::value)
                                            .toArray());
            long position = 0;
            for (int i = 0; i < extents.length; i++) {
                position =
                        position * extents[i] + KernelInterpreter.this.index(access.index().get(i));
            }
            return operands.get(access.operand()).get(Math.toIntExact(position));
        }
    }
}
