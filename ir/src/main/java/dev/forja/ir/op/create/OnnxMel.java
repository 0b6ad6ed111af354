package dev.forja.ir.op.create;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.Arrays;

/**
 * The matrix that sums the results of a Fourier transform to bands of the mel scale (Stevens,
 * Volkmann and Newman 1937): triangles between the middles of the neighbouring bands.
 */
final class OnnxMel {
    private static final int MOST = 1 << 24;

    private OnnxMel() {}

    /** Operands are the number of bands, the transform's length, the sample rate, the edges. */
    static Value matrix(OnnxCall call) {
        var element = OnnxTypes.of(call.integer("output_datatype", 1));
        call.yields(0, element);
        int bands = positive(call, 0);
        int length = positive(call, 1);
        int rate = positive(call, 2);
        var edges = edges(bands, length, rate, call.number(3), call.number(4));
        int rows = length / 2 + 1;
        boolean isInside = Arrays.stream(edges).allMatch(edge -> edge >= 0 && edge <= rows);
        if (!isInside || (long) rows * bands > MOST) {
            throw OnnxProblem.invalid("bands that are not within the frequencies of the transform");
        }
        var matrix = new double[rows * bands];
        for (int band = 0; band < bands; band++) {
            triangle(matrix, bands, band, edges);
        }
        var type = new TensorType(element.carrier(), Shape.of(rows, bands));
        return call.constant(OnnxTensor.of(Tensor.of(type, i -> matrix[i])));
    }

    private static int positive(OnnxCall call, int operand) {
        double number = call.number(operand);
        if (number < 1 || number > 1 << 20) {
            throw OnnxProblem.invalid("operand " + operand + " is " + number);
        }
        return (int) number;
    }

    private static int[] edges(int bands, int length, int rate, double low, double high) {
        double first = mel(low);
        double step = (mel(high) - first) / (bands + 2);
        var edges = new int[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            double hertz = 700 * (StrictMath.pow(10, (first + i * step) / 2595) - 1);
            edges[i] = (int) Math.floor((length + 1) * hertz / rate);
        }
        return edges;
    }

    private static double mel(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    private static void triangle(double[] matrix, int bands, int band, int[] edges) {
        int low = edges[band];
        int middle = edges[band + 1];
        int high = edges[band + 2];
        int last = matrix.length / bands - 1;
        if (low == middle && middle <= last) {
            matrix[middle * bands + band] = 1;
        }
        for (int row = low; row <= Math.min(middle, last) && low < middle; row++) {
            matrix[row * bands + band] = (row - low) / (double) (middle - low);
        }
        for (int row = middle; row < high && middle < high; row++) {
            matrix[row * bands + band] = (high - row) / (double) (high - middle);
        }
    }
}
