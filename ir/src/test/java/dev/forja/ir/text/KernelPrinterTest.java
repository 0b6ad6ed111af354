package dev.forja.ir.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelPrinterTest {
    private static String print(StructuredOp op, String... operands) {
        var types = Arrays.stream(operands).map(TensorType::parse).toList();
        var result = op.inferTypes(types).getFirst();
        var kernels = op.kernels(types, result, Location.source("Digits.java", 14, 25));
        assertThat(kernels).hasSize(1);
        return KernelPrinter.print(kernels.getFirst());
    }

    @Test
    void aContractionIsASumOverTheInnerAxis() {
        var contract = new Contract(List.of(), List.of(), List.of(1), List.of(0));
        assertThat(print(contract, "f32[n, 64]", "f32[64, 10]"))
                .isEqualTo(
                        """
                        kernel contract(lhs: f32[n, 64], rhs: f32[64, 10]) -> f32[n, 10]  // Digits.java:14:25
                          for m0 < n, n1 < 10
                            acc = sum over k0 < 64 of (lhs[m0, k0] * rhs[k0, n1])
                            result[m0, n1] = acc
                        """);
    }

    @Test
    void theOrderOfASumAlongTheLastAxisShows() {
        assertThat(print(new ReduceSum(List.of(1), false), "f32[n, 64]"))
                .contains("for i0 < n\n")
                .contains("acc = sum over r1 < 64 (32 lanes) of x[i0, r1]");
    }

    @Test
    void guardsShow() {
        var pad = new Pad(List.of(Dim.ONE), List.of(Dim.of(2)), List.of(0), 0.0);
        assertThat(print(pad, "f32[n]"))
                .contains("for i0 < n+3\n")
                .contains("result[i0] = (0 <= i0-1 < n ? x[i0-1] : 0.0)");
    }

    @Test
    void whatIsUsedTwiceIsWrittenOnce() {
        var type = TensorType.parse("f32[n]");
        var sum = ScalarExpr.call(ScalarFn.ADD, square(), ScalarExpr.call(ScalarFn.EXP, square()));
        var kernel =
                Kernels.map(
                        new Relu(),
                        List.of(type),
                        type,
                        sum,
                        Location.source("Digits.java", 14, 25));
        assertThat(KernelPrinter.print(kernel))
                .endsWith(
                        """
                          for i0 < n
                            t0 = (x[i0] * x[i0])
                            result[i0] = (t0 + exp(t0))
                        """);
    }

    /** A new object each time: equal expressions count as one. */
    private static ScalarExpr square() {
        var x = new ScalarExpr.Load(Access.of(0, List.of(IndexExpr.axis(0))), DType.F32);
        return ScalarExpr.call(ScalarFn.MUL, x, x);
    }
}
