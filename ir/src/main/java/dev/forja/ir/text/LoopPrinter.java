package dev.forja.ir.text;

import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.loop.LoopStmt;
import java.util.stream.Collectors;

/** Prints loop methods as Java-like code. */
public final class LoopPrinter {
    private final LoopMethod method;
    private final StringBuilder text = new StringBuilder();

    private LoopPrinter(LoopMethod method) {
        this.method = method;
    }

    public static String print(LoopMethod method) {
        var printer = new LoopPrinter(method);
        printer.method();
        return printer.text.toString();
    }

    private void method() {
        text.append("static void ").append(method.name()).append('(');
        text.append(
                method.buffers().stream()
                        .map(buffer -> buffer.dtype().text() + "[] " + buffer.name())
                        .collect(Collectors.joining(", ")));
        method.ints().forEach(name -> text.append(", int ").append(name));
        text.append(") {");
        if (!method.doc().isEmpty()) {
            text.append("  // ").append(method.doc());
        }
        text.append('\n');
        method.body().forEach(statement -> statement(statement, "  "));
        text.append("}\n");
    }

    private void statement(LoopStmt statement, String indent) {
        text.append(indent);
        switch (statement) {
            case LoopStmt.For loop -> {
                text.append(
                        "for (int %1$s = %2$s; %1$s < %3$s; %1$s += %4$d) {%n"
                                .formatted(loop.variable(), loop.from(), loop.to(), loop.step()));
                loop.body().forEach(inner -> statement(inner, indent + "  "));
                text.append(indent).append("}\n");
            }
            case LoopStmt.If(var condition, var body) -> {
                text.append("if (").append(condition(condition)).append(") {\n");
                body.forEach(inner -> statement(inner, indent + "  "));
                text.append(indent).append("}\n");
            }
            case LoopStmt.LetIndex(var name, var value) ->
                    text.append("int ").append(name).append(" = ").append(value).append(";\n");
            case LoopStmt.LetPosition(var name, var value) ->
                    text.append("int ")
                            .append(name)
                            .append(" = (int) ")
                            .append(expr(value))
                            .append(";\n");
            case LoopStmt.Let(var local, var value) ->
                    text.append(local.type())
                            .append(' ')
                            .append(local.name())
                            .append(" = ")
                            .append(expr(value))
                            .append(";\n");
            case LoopStmt.Assign(var local, var value) ->
                    text.append(local.name()).append(" = ").append(expr(value)).append(";\n");
            case LoopStmt.Store(var buffer, var offset, var value, var mask) ->
                    text.append(name(buffer))
                            .append('[')
                            .append(offset)
                            .append("] = ")
                            .append(expr(value))
                            .append(mask == null ? ";\n" : " where " + expr(mask) + ";\n");
        }
    }

    private String name(int buffer) {
        return method.buffers().get(buffer).name();
    }

    private static String condition(LoopExpr.Condition condition) {
        return "0 <= " + condition.index() + " < " + condition.limit();
    }

    private String expr(LoopExpr expr) {
        return switch (expr) {
            case LoopExpr.Constant(var value, _) -> value.toString();
            case LoopExpr.Position(var value, _) -> "(" + value + ")";
            case LoopExpr.Ramp(var base, _) -> "ramp(" + base + ")";
            case LoopExpr.Broadcast(var scalar, _) -> "broadcast(" + expr(scalar) + ")";
            case LoopExpr.InRange(var base, var limit, _) -> "inRange(" + base + ", " + limit + ")";
            case LoopExpr.Load(var buffer, var offset, var mask, _) ->
                    name(buffer)
                            + "["
                            + offset
                            + (mask == null ? "]" : " where " + expr(mask) + "]");
            case LoopExpr.Read(var local) -> local.name();
            case LoopExpr.Call(var fn, var args, _) ->
                    fn.text()
                            + args.stream()
                                    .map(this::expr)
                                    .collect(Collectors.joining(", ", "(", ")"));
            case LoopExpr.Convert(var operand, var type) -> "(" + type + ") " + expr(operand);
            case LoopExpr.Bitcast(var operand, var type) ->
                    "bits<" + type + ">(" + expr(operand) + ")";
            case LoopExpr.Rotate(var vector, var distance) ->
                    "rotate(" + expr(vector) + ", " + distance + ")";
            case LoopExpr.Lane(var vector, var lane) -> "lane(" + expr(vector) + ", " + lane + ")";
            case LoopExpr.Guarded(var conditions, var then, var otherwise) ->
                    "("
                            + conditions.stream()
                                    .map(LoopPrinter::condition)
                                    .collect(Collectors.joining(" && "))
                            + " ? "
                            + expr(then)
                            + " : "
                            + expr(otherwise)
                            + ")";
        };
    }
}
