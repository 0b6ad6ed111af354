package dev.forja.ir.op.linalg;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sum of products by the summation convention of Einstein: an axis has a letter, letters that the
 * result lacks are summed over, a letter that an operand has twice takes its diagonal.
 */
public record Einsum(String equation) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sum of products by the summation convention.",
                "\"ij,jk->ik\": result[i, k] = sum over j of a[i, j] * b[j, k]",
                List.of("operands..."),
                List.of(OpDoc.OnnxName.since("Einsum", 12)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(this, !operands.isEmpty(), "operands", "one or more", operands.size());
        var type = operands.getFirst().dtype();
        Operands.require(this, type != DType.BOOL, "element type", "numbers", operands.getFirst());
        for (var operand : operands) {
            Operands.require(this, operand.dtype() == type, "element types", type.text(), operand);
        }
        return List.of(new TensorType(type, labels(operands).resultShape()));
    }

    private EinsumLabels labels(List<TensorType> operands) {
        return EinsumLabels.of(this, operands.stream().map(TensorType::shape).toList());
    }

    /** A factor and the label of each of its axes. */
    private record Term(Value value, List<String> labels) {}

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var labels = labels(operands.stream().map(Value::type).toList());
        Term product = null;
        for (int i = 0; i < operands.size(); i++) {
            var own = new Term(operands.get(i), labels.operands().get(i));
            var factor = summed(builder, single(builder, own, labels), labels, i);
            product = product == null ? factor : times(builder, product, factor, labels, i);
        }
        var from = product.labels();
        var order = from.stream().map(labels.result()::indexOf).toList();
        return List.of(Emit.transposeTo(builder, product.value(), order));
    }

    /** Every label once, and only where the axis has the label's size. */
    private static Term single(FunctionBuilder builder, Term term, EinsumLabels labels) {
        var arithmetic = new Arithmetic(builder);
        var x = term.value();
        var left = new ArrayList<>(term.labels());
        for (int second = left.size() - 1; second >= 0; second--) {
            int first = left.indexOf(left.get(second));
            if (first < second) {
                var shape = x.type().shape();
                var isDiagonal =
                        arithmetic.equal(
                                arithmetic.index(DType.I32, shape, first),
                                arithmetic.index(DType.I32, shape, second));
                var kept = arithmetic.where(isDiagonal, x, arithmetic.number(x, 0));
                x = Emit.sum(builder, kept, List.of(second));
                left.remove(second);
            }
        }
        var dims = new ArrayList<>(x.type().shape().dims());
        for (int axis = left.size() - 1; axis >= 0; axis--) {
            if (!dims.get(axis).equals(labels.size(left.get(axis)))) {
                dims.remove(axis);
                left.remove(axis);
            }
        }
        return new Term(Emit.reshape(builder, x, new Shape(dims)), left);
    }

    /** Without the labels that no other operand and not the result has. */
    private static Term summed(
            FunctionBuilder builder, Term term, EinsumLabels labels, int operand) {
        var own =
                IntStream.range(0, term.labels().size())
                        .filter(axis -> labels.isOnlyIn(term.labels().get(axis), operand))
                        .boxed()
                        .toList();
        var left =
                term.labels().stream().filter(label -> !labels.isOnlyIn(label, operand)).toList();
        return new Term(Emit.sum(builder, term.value(), own), left);
    }

    /** Multiplies with the next operand and sums over what nothing behind it needs. */
    private static Term times(
            FunctionBuilder builder, Term left, Term right, EinsumLabels labels, int operand) {
        var batch = new ArrayList<String>();
        var gone = new ArrayList<String>();
        for (var label : left.labels()) {
            if (right.labels().contains(label)) {
                (labels.isNeededBehind(label, operand) ? batch : gone).add(label);
            }
        }
        var contract =
                new Contract(
                        axes(left, batch), axes(right, batch), axes(left, gone), axes(right, gone));
        var names = new ArrayList<>(batch);
        for (var term : List.of(left, right)) {
            term.labels().stream()
                    .filter(label -> !batch.contains(label) && !gone.contains(label))
                    .forEach(names::add);
        }
        return new Term(builder.add(contract, left.value(), right.value()), names);
    }

    private static List<Integer> axes(Term term, List<String> labels) {
        return labels.stream().map(term.labels()::indexOf).toList();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Einsum("ij,jk->ik"), "f32[n, 5]", "f32[5, 3]"),
                Sample.of(new Einsum("...ii->...i"), "f32[2, n, n]"),
                Sample.of(new Einsum("bij,bj,k"), "f64[2, n, 3]", "f64[2, 3]", "f64[2]"),
                Sample.of(new Einsum("b...i,b...j->...ij"), "f32[2, 3, n]", "f32[2, 1, 4]"),
                Sample.of(new Einsum("ij->"), "f32[n, 3]"),
                Sample.of(new Einsum("ij,j->ij"), "i32[n, 3]", "i32[3]"),
                Sample.of(new Einsum("ba"), "f32[n, 3]"));
    }
}
