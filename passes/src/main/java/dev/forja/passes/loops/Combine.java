package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.Local;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The accumulator of one instance of a reduction: its locals, identity and step. */
final class Combine {
    private final Combiner combiner;
    private final Local value;
    private final Local position;

    /**
     * @param type of the reduced values, with lanes
     */
    Combine(Combiner combiner, LaneType type, String name) {
        this.combiner = combiner;
        this.value = new Local(name, type);
        this.position = isArg() ? new Local(name + "_at", type.withType(DType.I32)) : null;
    }

    private boolean isArg() {
        return combiner == Combiner.ARGMAX || combiner == Combiner.ARGMIN;
    }

    List<LoopStmt> initialise() {
        var statements = new ArrayList<LoopStmt>();
        statements.add(new LoopStmt.Let(value, identity(combiner, value.type())));
        if (isArg()) {
            statements.add(
                    new LoopStmt.Let(position, LoopExpr.zero(DType.I32, position.type().lanes())));
        }
        return statements;
    }

    /** The reduced value. */
    LoopExpr result() {
        return new LoopExpr.Read(isArg() ? position : value);
    }

    Local local() {
        return value;
    }

    /**
     * Takes one more element in.
     *
     * @param body the kernel's body
     * @param values lowers a subexpression for this instance
     * @param at where on the reduction axes the element lies; for ARGMAX and ARGMIN
     * @param mask lanes to change, null for all
     */
    List<LoopStmt> step(
            ScalarExpr body, Function<ScalarExpr, LoopExpr> values, LoopExpr at, LoopExpr mask) {
        var old = new LoopExpr.Read(value);
        if (isArg()) {
            return argStep(values.apply(body), old, at);
        }
        LoopExpr next;
        if (combiner == Combiner.SUM
                && value.type().dtype().isFloat()
                && body instanceof ScalarExpr.Call(var fn, var args, _)
                && fn == ScalarFn.MUL) {
            next = call(ScalarFn.FMA, values.apply(args.get(0)), values.apply(args.get(1)), old);
        } else {
            next = combine(combiner, old, values.apply(body));
        }
        if (mask != null) {
            next = new LoopExpr.Call(ScalarFn.WHERE, List.of(mask, next, old), value.type());
        }
        return List.of(new LoopStmt.Assign(value, next));
    }

    private List<LoopStmt> argStep(LoopExpr element, LoopExpr old, LoopExpr at) {
        var bool = value.type().withType(DType.BOOL);
        var x = new Local(value.name() + "_x", value.type());
        var better = new Local(value.name() + "_better", bool);
        var read = new LoopExpr.Read(x);
        LoopExpr condition =
                new LoopExpr.Call(
                        combiner == Combiner.ARGMAX ? ScalarFn.GT : ScalarFn.LT,
                        List.of(read, old),
                        bool);
        if (value.type().dtype().isFloat()) {
            var isNan = new LoopExpr.Call(ScalarFn.NE, List.of(read, read), bool);
            var wasNumber = new LoopExpr.Call(ScalarFn.EQ, List.of(old, old), bool);
            var firstNan = new LoopExpr.Call(ScalarFn.AND, List.of(isNan, wasNumber), bool);
            condition = new LoopExpr.Call(ScalarFn.OR, List.of(condition, firstNan), bool);
        }
        var yes = new LoopExpr.Read(better);
        return List.of(
                new LoopStmt.Let(x, element),
                new LoopStmt.Let(better, condition),
                new LoopStmt.Assign(
                        value,
                        new LoopExpr.Call(ScalarFn.WHERE, List.of(yes, read, old), value.type())),
                new LoopStmt.Assign(
                        position,
                        new LoopExpr.Call(
                                ScalarFn.WHERE,
                                List.of(yes, at, new LoopExpr.Read(position)),
                                position.type())));
    }

    private static LoopExpr call(ScalarFn fn, LoopExpr... args) {
        return new LoopExpr.Call(fn, List.of(args), args[0].type());
    }

    static LoopExpr combine(Combiner combiner, LoopExpr left, LoopExpr right) {
        return switch (combiner) {
            case SUM -> call(ScalarFn.ADD, left, right);
            case PROD -> call(ScalarFn.MUL, left, right);
            case MAX -> call(ScalarFn.MAX, left, right);
            case MIN -> call(ScalarFn.MIN, left, right);
            case NONE, ARGMAX, ARGMIN ->
                    throw new IllegalArgumentException(combiner + " is not associative");
        };
    }

    static LoopExpr identity(Combiner combiner, LaneType type) {
        boolean least = combiner == Combiner.MAX || combiner == Combiner.ARGMAX;
        Number number =
                switch (combiner) {
                    case NONE, SUM -> type.dtype().isFloat() ? (Number) 0.0 : (Number) 0L;
                    case PROD -> type.dtype().isFloat() ? (Number) 1.0 : (Number) 1L;
                    case MAX, MIN, ARGMAX, ARGMIN ->
                            switch (type.dtype()) {
                                case F32, F64 ->
                                        least ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                                case I32 -> (long) (least ? Integer.MIN_VALUE : Integer.MAX_VALUE);
                                case I64 -> least ? Long.MIN_VALUE : Long.MAX_VALUE;
                                case BOOL -> least ? 0L : 1L;
                            };
                };
        return new LoopExpr.Constant(number, type);
    }
}
