package dev.forja.ir.op;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import java.util.List;

/** How an operator is differentiated. */
public sealed interface Gradient {
    /** From the scalar derivative of the formula; elementwise operators only. */
    record OfFormula() implements Gradient {}

    /** By differentiating the decomposition; composites only. */
    record OfDecomposition() implements Gradient {}

    /** By a rule of its own. */
    record ByRule(Rule rule) implements Gradient {}

    /** By differentiating the regions; operators of control flow only. */
    record ThroughRegions() implements Gradient {}

    /** The derivative is zero almost everywhere or makes no sense. */
    record None(String reason) implements Gradient {}

    /** Builds the cotangents of the operands out of ordinary operators. */
    @FunctionalInterface
    interface Rule {
        /** One cotangent per operand, of that operand's type; null where the operand gets none. */
        List<Value> cotangents(Request request);
    }

    /**
     * What a rule works on.
     *
     * @param builder where the operators go
     * @param cotangents of the results; null where a result does not contribute
     */
    record Request(
            FunctionBuilder builder,
            List<Value> operands,
            List<Value> results,
            List<Value> cotangents) {
        public Value operand(int index) {
            return operands.get(index);
        }

        public Value result() {
            return results.getFirst();
        }

        /** The cotangent of the only result. */
        public Value cotangent() {
            return cotangents.getFirst();
        }
    }
}
