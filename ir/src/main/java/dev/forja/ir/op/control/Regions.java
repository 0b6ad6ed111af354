package dev.forja.ir.op.control;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.linalg.MatMul;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** What operators with regions share. */
final class Regions {
    private static final TensorType ROW = TensorType.parse("f32[3]");

    private Regions() {}

    static void takes(TensorOp op, String name, Function region, List<TensorType> types) {
        var params = region.params().stream().map(Value::type).toList();
        Operands.require(op, params.equals(types), "parameters of " + name, types + "", params);
    }

    static List<TensorType> results(Function region) {
        return region.outputs().stream().map(Value::type).toList();
    }

    /** A region that sees the captures where they stand. */
    static OnnxTarget.Region branch(
            OnnxTarget target, Function function, List<OnnxTarget.Ref> captures) {
        var region = target.region(function.name());
        outputs(region, function, region.inline(function, captures));
        return region;
    }

    static void outputs(OnnxTarget.Region region, Function function, List<OnnxTarget.Ref> values) {
        for (int i = 0; i < values.size(); i++) {
            var result = function.results().get(i);
            region.output(result.name(), values.get(i), result.value().type());
        }
    }

    static Sample sampleIf() {
        return Sample.of(
                new If(binary("then", true), binary("otherwise", false)),
                "bool[]",
                "f32[3]",
                "f32[3]");
    }

    /** The weights of the recurrent cells are small, so that 33 steps stay stable. */
    static List<Sample> samplesOfScan() {
        return List.of(
                Sample.of(new Scan(binary("sum", true), 1, 1, false), "f32[3]", "f32[n, 3]"),
                Sample.within(
                        -0.4,
                        0.4,
                        new Scan(cell(), 1, 1, false),
                        "f32[2, 5]",
                        "f32[n, 2, 5]",
                        "f32[5, 5]"),
                Sample.within(
                        -0.4,
                        0.4,
                        new Scan(cell(), 1, 1, true),
                        "f32[2, 5]",
                        "f32[n, 2, 5]",
                        "f32[5, 5]"),
                Sample.of(new Scan(swap(), 2, 1, false), "f32[17]", "f32[17]", "f32[n, 17]"));
    }

    static Sample sampleWhile() {
        var scalar = TensorType.scalar(DType.F32);
        var condition = new FunctionBuilder("condition");
        var x = condition.param("x", scalar, Role.INPUT, Location.UNKNOWN);
        condition.param("by", scalar, Role.INPUT, Location.UNKNOWN);
        condition.output(
                "go",
                condition.add(new Less(), x, condition.add(new Fill(DType.F32, Shape.SCALAR, 10))));
        var body = new FunctionBuilder("body");
        var y = body.param("x", scalar, Role.INPUT, Location.UNKNOWN);
        var by = body.param("by", scalar, Role.INPUT, Location.UNKNOWN);
        body.output("next", body.add(new Add(), y, by));
        return Sample.within(
                0.5, 2, new While(condition.build(), body.build(), 1), "f32[]", "f32[]");
    }

    private static Function binary(String name, boolean adds) {
        var builder = new FunctionBuilder(name);
        var a = builder.param("a", ROW, Role.INPUT, Location.UNKNOWN);
        var b = builder.param("b", ROW, Role.INPUT, Location.UNKNOWN);
        builder.output("result", builder.add(adds ? new Add() : new Mul(), a, b));
        return builder.build();
    }

    /** A recurrent cell: h' = tanh(x + h w), stacked and carried. */
    private static Function cell() {
        var builder = new FunctionBuilder("cell");
        var h = builder.param("h", TensorType.parse("f32[2, 5]"), Role.INPUT, Location.UNKNOWN);
        var x = builder.param("x", TensorType.parse("f32[2, 5]"), Role.INPUT, Location.UNKNOWN);
        var w = builder.param("w", TensorType.parse("f32[5, 5]"), Role.INPUT, Location.UNKNOWN);
        var next =
                builder.add(new Tanh(), builder.add(new Add(), x, builder.add(new MatMul(), h, w)));
        builder.output("next", next);
        builder.output("h", next);
        return builder.build();
    }

    /** Carried values that change places, and a result of each position alone. */
    private static Function swap() {
        var row = TensorType.parse("f32[17]");
        var builder = new FunctionBuilder("swap");
        var a = builder.param("a", row, Role.INPUT, Location.UNKNOWN);
        var b = builder.param("b", row, Role.INPUT, Location.UNKNOWN);
        var x = builder.param("x", row, Role.INPUT, Location.UNKNOWN);
        builder.output("b", b);
        builder.output("a", a);
        builder.output("product", builder.add(new Mul(), a, x));
        return builder.build();
    }
}
