package dev.forja.ir.verify;

import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what every function must fulfil between passes. */
public final class Verifier {
    private final Function function;
    private final Set<Value> defined = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private Verifier(Function function) {
        this.function = function;
    }

    /** Everything that is wrong, each with the value and its location; empty when nothing is. */
    public static List<String> verify(Function function) {
        var verifier = new Verifier(function);
        verifier.run();
        return verifier.problems;
    }

    private void run() {
        for (var param : function.params()) {
            define(param, param + "");
            if (function.role(param) == null) {
                problems.add(param + " has no role");
            }
        }
        for (var node : function.nodes()) {
            node(node);
        }
        for (var result : function.results()) {
            if (!defined.contains(result.value())) {
                problems.add("result " + result.name() + " is not defined");
            }
            if (result.target() != null) {
                target(result.target(), result.value());
            }
        }
    }

    private void target(Value target, Value next) {
        var role = function.role(target);
        if (role != Role.PARAMETER && role != Role.SLOT) {
            problems.add("next value of " + target + ", which is no parameter or slot");
        }
        if (!target.type().equals(next.type())) {
            problems.add(
                    "next value of "
                            + target
                            + " has type "
                            + next.type()
                            + ", not "
                            + target.type());
        }
    }

    private static String at(Node node) {
        return node.results().getFirst()
                + " = "
                + node.op().mnemonic()
                + " ("
                + node.location()
                + "): ";
    }

    private void define(Value value, String what) {
        if (!defined.add(value)) {
            problems.add(what + " is defined twice");
        }
        if (!names.add(value.name())) {
            problems.add(what + ": the name is taken");
        }
    }

    private void node(Node node) {
        for (var operand : node.operands()) {
            if (!defined.contains(operand)) {
                problems.add(at(node) + "operand " + operand + " is not defined before");
            }
        }
        for (int i = 0; i < node.results().size(); i++) {
            var result = node.results().get(i);
            define(result, at(node) + result);
            if (result.definition() != node || result.resultIndex() != i) {
                problems.add(at(node) + result + " belongs to another node");
            }
        }
        try {
            var inferred = node.op().inferTypes(node.operands().stream().map(Value::type).toList());
            var types = node.results().stream().map(Value::type).toList();
            if (!inferred.equals(types)) {
                problems.add(at(node) + "types " + types + ", inferred " + inferred);
            }
        } catch (TypeException e) {
            problems.add(at(node) + e.getMessage());
        }
    }
}
