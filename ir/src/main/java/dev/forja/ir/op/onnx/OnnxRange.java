package dev.forja.ir.op.onnx;

/**
 * How an operator works on element types that the IR carries in wider ones.
 *
 * @see OnnxElement
 */
public enum OnnxRange {
    /** Its results are numbers among its operands, wherever these stand. */
    MOVES,
    /** Its results are numbers among its operands or bools, by their order. */
    ORDERS,
    /** Its results may leave the range; the last bits don't depend on the sign. */
    WRAPS,
    /** Its results may leave the range; numbers of u64 can't be taken for those of i64. */
    NUMERIC
}
