package dev.forja.ir.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.diag.Location;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpCatalogTest {
    static Collection<String> mnemonics() {
        return OpCatalog.all().keySet();
    }

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream().flatMap(List::stream);
    }

    static Stream<Sample> structured() {
        return samples().filter(sample -> sample.op() instanceof StructuredOp);
    }

    static Stream<ScalarFn> functions() {
        // A fused multiply-add is made by passes, never written.
        return Arrays.stream(ScalarFn.values()).filter(fn -> fn != ScalarFn.FMA);
    }

    @ParameterizedTest
    @MethodSource("mnemonics")
    void everyOperatorIsDocumentedAndHasSamples(String mnemonic) {
        assertThat(OpCatalog.samples().get(mnemonic)).isNotEmpty();
        var op = OpCatalog.samples().get(mnemonic).getFirst().op();
        assertThat(op.mnemonic()).isEqualTo(mnemonic);
        var doc = op.doc();
        assertThat(doc.summary()).matches("\\p{Lu}.*[.?]");
        assertThat(doc.formula()).isNotBlank();
        assertThat(doc.onnx()).allMatch(name -> name.since() >= 1 && name.since() <= name.until());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleInfersAndTypesDependOnTheOperandsAlone(Sample sample) {
        var types = sample.op().inferTypes(sample.operands());
        assertThat(types).isNotEmpty().isEqualTo(sample.op().inferTypes(sample.operands()));
        assertThat(sample.low()).isLessThan(sample.high());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anOperatorIsRemadeFromItsAttributes(Sample sample) {
        var op = sample.op();
        assertThat(OpCatalog.create(op.getClass(), OpCatalog.values(op))).isEqualTo(op);
    }

    @ParameterizedTest
    @MethodSource("structured")
    void kernelsHaveTheInferredTypes(Sample sample) {
        var op = (StructuredOp) sample.op();
        var result = op.inferTypes(sample.operands()).getFirst();
        for (var kernel : op.kernels(sample.operands(), result, Location.UNKNOWN)) {
            assertThat(kernel.result()).isEqualTo(result);
            assertThat(kernel.operands()).hasSameSizeAs(sample.operands());
            assertThat(kernel.store()).hasSize(result.rank());
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionHasAnOperatorOfItsOwn(ScalarFn fn) {
        boolean isLogical =
                EnumSet.of(ScalarFn.AND, ScalarFn.OR, ScalarFn.XOR, ScalarFn.NOT).contains(fn);
        var op = OpCatalog.elementwiseOf(fn, isLogical ? DType.BOOL : DType.F32);
        assertThat(op).isNotNull();
        assertThat(op.doc().operands()).hasSize(fn.arity());
        var operands = new ArrayList<>(Collections.nCopies(fn.arity(), operandType(isLogical, fn)));
        if (fn == ScalarFn.WHERE) {
            operands.set(0, DType.BOOL);
        }
        assertThat(op.formula(operands)).isNotNull();
    }

    private static DType operandType(boolean isLogical, ScalarFn fn) {
        boolean isShift = EnumSet.of(ScalarFn.SHL, ScalarFn.SHR, ScalarFn.USHR).contains(fn);
        return isLogical ? DType.BOOL : isShift ? DType.I32 : DType.F32;
    }

    @Test
    void anUnknownNameIsNotFound() {
        assertThat(OpCatalog.find("nope")).isEmpty();
    }
}
