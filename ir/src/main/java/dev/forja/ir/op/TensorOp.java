package dev.forja.ir.op;

import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * A tensor operator: everything that Forja knows about it. Each operator is one record in one file;
 * the record's components are its attributes, from which text form, equality and attribute binding
 * follow. An operator is exactly one of {@link ElementwiseOp}, {@link StructuredOp}, {@link
 * CompositeOp} and {@link OpaqueOp}.
 *
 * <p>Attribute types: {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String},
 * enums, {@code Dim}, {@code Shape}, {@code List} of these, {@code Function} (a region).
 */
public sealed interface TensorOp permits ElementwiseOp, StructuredOp, CompositeOp, OpaqueOp {
    /**
     * The name in the text form and in the model language: the record's name in camel case without
     * {@code Op}.
     */
    default String mnemonic() {
        var name = getClass().getSimpleName();
        if (name.endsWith("Op")) {
            name = name.substring(0, name.length() - 2);
        }
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    OpDoc doc();

    /**
     * The types of the results.
     *
     * @throws dev.forja.ir.diag.TypeException when the operands do not fit
     */
    List<TensorType> inferTypes(List<TensorType> operands);

    /** How the operator is differentiated; an operator without a gradient says why. */
    Gradient gradient();

    /**
     * Sample problems for the generated tests: shapes, types and attribute values of each kind that
     * matters.
     */
    List<Sample> samples();
}
