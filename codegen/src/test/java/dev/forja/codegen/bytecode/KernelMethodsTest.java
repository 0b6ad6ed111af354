package dev.forja.codegen.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forja.ir.diag.Location;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelMethodsTest {
    private static final Location LINE_12 = Location.source("M.java", 12, 5);

    private static LoopMethod method(String name, List<LoopStmt> body) {
        var buffers = List.of(new LoopMethod.Buffer("y", DType.F32));
        return new LoopMethod(name, buffers, List.of("n"), body, LINE_12, "");
    }

    private static LoopStmt store(int lanes, Dim at, double value, LoopExpr mask) {
        var number = new LoopExpr.Constant(value, new LaneType(DType.F32, lanes));
        return new LoopStmt.Store(0, at, number, mask);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "4, 5", "8, 13", "16, 257"})
    void aMaskKeepsStoresInsideTheArray(int lanes, int size) {
        var at = Dim.symbol("i");
        var mask =
                lanes == 1
                        ? null
                        : new LoopExpr.InRange(
                                at, Dim.symbol("n"), new LaneType(DType.BOOL, lanes));
        var loop =
                new LoopStmt.For(
                        "i", Dim.ZERO, Dim.symbol("n"), lanes, List.of(store(lanes, at, 1, mask)));
        var array = new float[size];
        Kernels.run(lanes, method("ones", List.of(loop)), List.of(array), size);
        assertThat(array).containsOnly(1f);
    }

    /** As the gradient of a slice asks: lanes before the first position are out of range too. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void aMaskEndsAtBothSides(int lanes) {
        var mask =
                new LoopExpr.InRange(Dim.of(-2), Dim.symbol("n"), new LaneType(DType.BOOL, lanes));
        var array = new float[lanes];
        var method = method("middle", List.of(store(lanes, Dim.ZERO, 1, mask)));
        Kernels.run(lanes, method, List.of(array), 1);
        assertThat(array[2]).isOne();
        assertThat(IntStream.range(0, lanes).filter(i -> array[i] != 0)).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aFailureNamesTheLineOfTheModel(int lanes) {
        var method = method("outside", List.of(store(lanes, Dim.of(100), 1, null)));
        var failure = catchThrowable(() -> Kernels.run(lanes, method, List.of(new float[4]), 0));
        assertThat(failure).hasCauseInstanceOf(IndexOutOfBoundsException.class);
        assertThat(failure.getCause().getStackTrace())
                .anyMatch(frame ->
                        frame.getMethodName().equals("outside") && frame.getLineNumber() == 12);
    }

    @Test
    void aMethodOverTheBudgetIsRefusedByName() {
        var stores = IntStream.range(0, 2000).mapToObj(i -> store(1, Dim.of(i), i, null)).toList();
        assertThatThrownBy(() -> KernelMethods.kernelClass("K", 1, List.of(method("big", stores))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("method big has \\d+ bytes, over the budget of 7500");
    }

    @Test
    void equalMethodsGiveEqualBytes() {
        var method = method("one", List.of(store(8, Dim.ZERO, 0.5, null)));
        var again = method("one", List.of(store(8, Dim.ZERO, 0.5, null)));
        assertThat(KernelMethods.kernelClass("K", 8, List.of(method)))
                .isEqualTo(KernelMethods.kernelClass("K", 8, List.of(again)));
    }
}
