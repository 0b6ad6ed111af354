package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.conv.Conv;
import dev.forja.ir.op.conv.ConvTranspose;
import dev.forja.ir.op.pool.AveragePool;
import dev.forja.ir.op.pool.MaxPool;
import dev.forja.ir.op.shape.Reshape;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Convolutions and pooling, whose padding follows from words and sizes. */
final class WindowFunctions {
    static final Map<String, SpecialFunction> ALL = functions();

    private WindowFunctions() {}

    private static Map<String, SpecialFunction> functions() {
        var all = new LinkedHashMap<String, SpecialFunction>();
        for (int n = 1; n <= 3; n++) {
            int axes = n;
            all.put("conv" + n + "d", site -> conv(site, axes));
            all.put("conv" + n + "dTranspose", site -> transposed(site, axes));
            all.put("maxPool" + n + "d", site -> pool(site, axes, true));
            all.put("avgPool" + n + "d", site -> pool(site, axes, false));
        }
        all.put("depthwiseConv2d", WindowFunctions::depthwise);
        return Collections.unmodifiableMap(all);
    }

    /** Padding before and behind each spatial axis. */
    private record Pads(List<Dim> low, List<Dim> high) {}

    private static Datum conv(CallSite site, int axes) {
        var signature =
                site.name()
                        + "(x, kernel[, stride, padding[, int[] dilations, int groups,"
                        + " String dataFormat]])";
        requireCount(site, signature, 2, 4, 7);
        var x = operand(site, 0, axes);
        var kernel = operand(site, 1, axes);
        int count = site.args().size();
        var strides = count > 2 ? steps(site, 2, axes) : Collections.nCopies(axes, 1);
        var dilations = count > 4 ? steps(site, 4, axes) : Collections.nCopies(axes, 1);
        int groups = count > 5 ? atLeastOne(site, 5) : 1;
        boolean channelsLast = count <= 6 || channelsLast(site, 6);
        var spans = spans(kernel, dilations, channelsLast);
        var pads =
                count > 3
                        ? pads(site, 3, sizes(x, axes, channelsLast), spans, strides)
                        : none(axes);
        var op = new Conv(strides, dilations, pads.low(), pads.high(), groups, channelsLast);
        return site.emitter().apply(site, op, List.of(x, kernel));
    }

    private static Datum transposed(CallSite site, int axes) {
        var signature =
                site.name()
                        + "(x, kernel, int stride, String padding) or (x, kernel, int[] strides,"
                        + " int[] padding, int[] outputPadding, int[] dilations, int groups,"
                        + " String dataFormat)";
        requireCount(site, signature, 4, 8);
        var x = operand(site, 0, axes);
        var kernel = operand(site, 1, axes);
        var strides = steps(site, 2, axes);
        if (site.args().size() == 4) {
            var ones = Collections.nCopies(axes, 1);
            var pads = transposedPads(site, strides, spans(kernel, ones, true));
            var op = new ConvTranspose(strides, ones, pads.low(), pads.high(), 1, true);
            return site.emitter().apply(site, op, List.of(x, kernel));
        }
        var added = wholes(site, 4, axes);
        var pads = explicit(site, 3, axes);
        var high =
                IntStream.range(0, axes)
                        .mapToObj(i -> pads.high().get(i).plus(-added.get(i)))
                        .toList();
        var op =
                new ConvTranspose(
                        strides,
                        steps(site, 5, axes),
                        pads.low(),
                        high,
                        atLeastOne(site, 6),
                        channelsLast(site, 7));
        return site.emitter().apply(site, op, List.of(x, kernel));
    }

    /** What the convolution of the padding's name would have added to the larger side. */
    private static Pads transposedPads(CallSite site, List<Integer> strides, List<Dim> spans) {
        if (!isSame(site, 3)) {
            return none(strides.size());
        }
        var low = new ArrayList<Dim>();
        var high = new ArrayList<Dim>();
        for (int i = 0; i < strides.size(); i++) {
            var total = spans.get(i).plus(-strides.get(i));
            low.add(total.max(Dim.ZERO).floorDiv(Dim.of(2)));
            high.add(total.minus(low.get(i)));
        }
        return new Pads(low, high);
    }

    private static Datum pool(CallSite site, int axes, boolean isMax) {
        var signature =
                site.name()
                        + "(x, int size[, int stride, String padding]) or (x, int[] sizes,"
                        + " int[] strides, padding, String dataFormat)";
        requireCount(site, signature, 2, 4, 5);
        var x = operand(site, 0, axes);
        int count = site.args().size();
        var sizes = steps(site, 1, axes);
        var strides = count > 2 ? steps(site, 2, axes) : sizes;
        boolean channelsLast = count <= 4 || channelsLast(site, 4);
        var spans = sizes.stream().map(size -> Dim.of(size)).toList();
        var pads =
                count > 3
                        ? pads(site, 3, sizes(x, axes, channelsLast), spans, strides)
                        : none(axes);
        var ones = Collections.nCopies(axes, 1);
        TensorOp op =
                isMax
                        ? new MaxPool(
                                sizes, strides, ones, pads.low(), pads.high(), false, channelsLast)
                        : new AveragePool(
                                sizes,
                                strides,
                                ones,
                                pads.low(),
                                pads.high(),
                                false,
                                false,
                                channelsLast);
        return site.emitter().apply(site, op, List.of(x));
    }

    /** A grouped convolution with a group for each channel. */
    private static Datum depthwise(CallSite site) {
        site.requireCount(4, 4, "depthwiseConv2d(x, kernel, int stride, String padding)");
        var x = operand(site, 0, 2);
        var kernel = operand(site, 1, 2);
        var shape = kernel.type().shape();
        var channels = shape.dim(2);
        if (!channels.isConstant() || channels.constant() < 1) {
            throw site.problemAt(1, "channels of the kernel")
                    .expected("a constant", channels + " in " + kernel.type());
        }
        var flat = Shape.of(shape.dim(0), shape.dim(1), Dim.ONE, channels.times(shape.dim(3)));
        var grouped = site.emitter().inner(site, new Reshape(flat), kernel);
        var strides = steps(site, 2, 2);
        var ones = Collections.nCopies(2, 1);
        var pads = pads(site, 3, sizes(x, 2, true), spans(kernel, ones, true), strides);
        int groups = Math.toIntExact(channels.constant());
        var op = new Conv(strides, ones, pads.low(), pads.high(), groups, true);
        return site.emitter().apply(site, op, List.of(x, grouped));
    }

    private static void requireCount(CallSite site, String signature, Integer... counts) {
        if (!List.of(counts).contains(site.args().size())) {
            throw site.wrongCount(signature);
        }
    }

    /** A tensor of the rank that sizes are read from. */
    private static Value operand(CallSite site, int arg, int axes) {
        var value = site.tensor(arg);
        if (value.type().rank() != axes + 2) {
            throw site.problemAt(arg, "rank of " + (arg == 0 ? "x" : "the kernel"))
                    .expected(
                            "rank " + (axes + 2),
                            "rank " + value.type().rank() + " " + value.type());
        }
        return value;
    }

    /** One whole number for all axes, or an array with one each. */
    private static List<Integer> wholes(CallSite site, int arg, int axes) {
        if (!(site.args().get(arg) instanceof Datum.Sequence)) {
            return Collections.nCopies(axes, site.whole(arg));
        }
        var values = site.wholes(site.args().get(arg), arg);
        if (values.size() != axes) {
            throw site.problemAt(arg, "one value for each spatial axis")
                    .expected(axes + " values", values + "");
        }
        return values;
    }

    private static List<Integer> steps(CallSite site, int arg, int axes) {
        var values = wholes(site, arg, axes);
        if (values.stream().anyMatch(value -> value < 1)) {
            throw site.mismatch(arg, "1 or more");
        }
        return values;
    }

    private static int atLeastOne(CallSite site, int arg) {
        int value = site.whole(arg);
        if (value < 1) {
            throw site.mismatch(arg, "1 or more");
        }
        return value;
    }

    private static boolean channelsLast(CallSite site, int arg) {
        return switch (word(site, arg)) {
            case "NHWC", "channels_last" -> true;
            case "NCHW", "channels_first" -> false;
            default -> throw site.mismatch(arg, "\"NHWC\" or \"NCHW\"");
        };
    }

    private static String word(CallSite site, int arg) {
        return site.args().get(arg) instanceof Datum.Text(var text) ? text : "";
    }

    private static boolean isSame(CallSite site, int arg) {
        return switch (word(site, arg)) {
            case "same", "SAME" -> true;
            case "valid", "VALID" -> false;
            default -> throw padding(site, arg);
        };
    }

    private static Problem padding(CallSite site, int arg) {
        return site.mismatch(arg, "\"same\" or \"valid\"");
    }

    private static List<Dim> sizes(Value x, int axes, boolean channelsLast) {
        int first = channelsLast ? 1 : 2;
        return x.type().shape().dims().subList(first, first + axes);
    }

    private static List<Dim> spans(Value kernel, List<Integer> dilations, boolean channelsLast) {
        int first = channelsLast ? 0 : 2;
        return IntStream.range(0, dilations.size())
                .mapToObj(i ->
                        kernel.type()
                                .shape()
                                .dim(first + i)
                                .plus(-1)
                                .times(dilations.get(i))
                                .plus(1))
                .toList();
    }

    private static Pads none(int axes) {
        var zeros = Collections.nCopies(axes, Dim.ZERO);
        return new Pads(zeros, zeros);
    }

    private static Pads pads(
            CallSite site, int arg, List<Dim> sizes, List<Dim> spans, List<Integer> strides) {
        int axes = sizes.size();
        if (site.args().get(arg) instanceof Datum.Sequence) {
            return explicit(site, arg, axes);
        }
        if (!isSame(site, arg)) {
            return none(axes);
        }
        var low = new ArrayList<Dim>();
        var high = new ArrayList<Dim>();
        for (int i = 0; i < axes; i++) {
            int stride = strides.get(i);
            var reach =
                    stride == 1
                            ? sizes.get(i).plus(-1)
                            : sizes.get(i).ceilDiv(stride).plus(-1).times(stride);
            var total = reach.plus(spans.get(i)).minus(sizes.get(i)).max(Dim.ZERO);
            low.add(total.floorDiv(Dim.of(2)));
            high.add(total.minus(low.get(i)));
        }
        return new Pads(low, high);
    }

    /** Pairs of low and high, axis by axis. */
    private static Pads explicit(CallSite site, int arg, int axes) {
        if (!(site.args().get(arg) instanceof Datum.Sequence)) {
            throw site.mismatch(arg, "an int[]");
        }
        var values = site.wholes(site.args().get(arg), arg);
        if (values.size() != 2 * axes || values.stream().anyMatch(value -> value < 0)) {
            throw site.problemAt(arg, "padding")
                    .expected(
                            "low and high of 0 or more for each of "
                                    + axes
                                    + (axes == 1 ? " axis" : " axes"),
                            values + "");
        }
        var low = IntStream.range(0, axes).mapToObj(i -> Dim.of(values.get(2 * i))).toList();
        var high = IntStream.range(0, axes).mapToObj(i -> Dim.of(values.get(2 * i + 1))).toList();
        return new Pads(low, high);
    }
}
