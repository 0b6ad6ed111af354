package dev.forja.test.support;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Tensor;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The sample problems of the operator catalogue as functions with inputs. */
public final class SampleFunctions {
    private SampleFunctions() {}

    /** A sample and its place in the catalogue; prints so that a person finds it. */
    public record Case(String mnemonic, int number, Sample sample) {
        @Override
        public String toString() {
            return mnemonic + " sample " + number + " " + sample.op() + " of " + sample.operands();
        }

        public boolean hasSymbols() {
            return SampleFunctions.function(this).symbols().contains("n");
        }

        /** Operands of the sample's range at a size. */
        public List<Tensor> inputs(Map<String, Long> symbols, long seed) {
            var random = new SplittableRandom(seed);
            var inputs = new ArrayList<Tensor>();
            for (var param : function(this).params()) {
                inputs.add(
                        Tensors.random(
                                Tensors.bound(param.type(), symbols), sample.low(), sample.high(), random));
            }
            return inputs;
        }
    }

    /** All samples, in catalogue order. */
    public static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        OpCatalog.samples()
                .forEach(
                        (mnemonic, samples) -> {
                            for (int i = 0; i < samples.size(); i++) {
                                cases.add(new Case(mnemonic, i, samples.get(i)));
                            }
                        });
        return cases.stream();
    }

    /**
     * The operator applied to inputs. An operator that names the symbol in its attributes alone gets one more input to
     * bind it by.
     */
    public static Function function(Case sample) {
        var builder = new FunctionBuilder("apply");
        var operands = new ArrayList<Value>();
        for (var type : sample.sample().operands()) {
            operands.add(builder.param("x" + operands.size(), type, Role.INPUT, Location.UNKNOWN));
        }
        var node = builder.node(sample.sample().op(), operands);
        boolean isBound = operands.stream().anyMatch(value -> value.type().shape().symbols().contains("n"));
        boolean needsSymbol = node.results().stream().anyMatch(v -> !v.type().shape().symbols().isEmpty());
        if (!isBound && (needsSymbol || sample.sample().op().toString().contains("n"))) {
            builder.param("size", TensorType.parse("f32[n]"), Role.INPUT, Location.UNKNOWN);
        }
        for (var result : node.results()) {
            builder.output("result" + result.resultIndex(), result);
        }
        return builder.build();
    }
}
