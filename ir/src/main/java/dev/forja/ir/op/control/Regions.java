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
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Mul;
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

    static Sample sampleIf() {
        return Sample.of(
                new If(binary("add", true), binary("mul", false)), "bool[]", "f32[3]", "f32[3]");
    }

    static Sample sampleScan() {
        return Sample.of(new Scan(binary("step", true), 1), "f32[3]", "f32[n, 3]");
    }

    static Sample sampleWhile() {
        var scalar = TensorType.scalar(DType.F32);
        var condition = new FunctionBuilder("condition");
        var x = condition.param("x", scalar, Role.INPUT, Location.UNKNOWN);
        condition.output(
                "go",
                condition.add(new Less(), x, condition.add(new Fill(DType.F32, Shape.SCALAR, 10))));
        var body = new FunctionBuilder("body");
        var y = body.param("x", scalar, Role.INPUT, Location.UNKNOWN);
        body.output("next", body.add(new Add(), y, body.add(new Fill(DType.F32, Shape.SCALAR, 1))));
        return Sample.of(new While(condition.build(), body.build()), "f32[]");
    }

    private static Function binary(String name, boolean adds) {
        var builder = new FunctionBuilder(name);
        var a = builder.param("a", ROW, Role.INPUT, Location.UNKNOWN);
        var b = builder.param("b", ROW, Role.INPUT, Location.UNKNOWN);
        builder.output("result", builder.add(adds ? new Add() : new Mul(), a, b));
        return builder.build();
    }
}
