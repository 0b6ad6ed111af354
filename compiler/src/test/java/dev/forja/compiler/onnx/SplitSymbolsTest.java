package dev.forja.compiler.onnx;

import static dev.forja.compiler.cli.OnnxModels.FLOAT;
import static dev.forja.compiler.cli.OnnxModels.size;
import static dev.forja.compiler.cli.OnnxModels.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitSymbolsTest {
    private static TensorData data(String shape) {
        var type = TensorType.parse("f32[" + shape + "]");
        int size = Math.toIntExact(type.shape().size().constant());
        return new TensorData(type, new float[size], OnnxElement.F32);
    }

    @Test
    void oneNameForTwoSizesIsSplit() {
        var inputs =
                List.of(
                        value("ids", FLOAT, size(0, "batch"), size(0, "batch")),
                        value("mask", FLOAT, size(0, "batch"), size(0, "batch"), size(4, "")));
        var shapes =
                SplitSymbols.shapes(
                        inputs,
                        List.of(
                                Map.of("ids", data("1, 8"), "mask", data("1, 8, 4")),
                                Map.of("ids", data("3, 5"), "mask", data("3, 5, 4"))));
        assertThat(shapes)
                .containsEntry("ids", Shape.parse("split_0, split_1"))
                .containsEntry("mask", Shape.parse("split_0, split_1, 4"));
    }

    @Test
    void equalSizesInSomeSetsAloneAreNoReasonToStayTogether() {
        var inputs = List.of(value("x", FLOAT, size(0, "n"), size(0, "n")));
        var shapes =
                SplitSymbols.shapes(
                        inputs, List.of(Map.of("x", data("2, 2")), Map.of("x", data("2, 3"))));
        assertThat(shapes).containsEntry("x", Shape.parse("split_0, split_1"));
    }

    @Test
    void namesThatAgreeStayOne() {
        var inputs = List.of(value("x", FLOAT, size(0, "n")), value("y", FLOAT, size(0, "n")));
        var shapes = SplitSymbols.shapes(inputs, List.of(Map.of("x", data("2"), "y", data("2"))));
        assertThat(shapes.get("x")).isEqualTo(shapes.get("y"));
    }

    @Test
    void differentNamesAreNeverJoined() {
        var inputs = List.of(value("x", FLOAT, size(0, "n"), size(0, "m")));
        var shapes = SplitSymbols.shapes(inputs, List.of(Map.of("x", data("2, 2"))));
        assertThat(shapes).containsEntry("x", Shape.parse("split_0, split_1"));
    }
}
