package dev.forja.codegen.bytecode;

import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Calls of the Vector API. Every one of them is an intrinsic of C2 when the method is compiled. */
final class VectorCode {
    private static final String PACKAGE = Carrier.PACKAGE;
    private static final String VECTOR = "L" + PACKAGE + "Vector;";
    private static final String MASK_CLASS = PACKAGE + "VectorMask";
    private static final String MASK = "L" + MASK_CLASS + ";";
    private static final String RUNTIME = "dev/forja/runtime/ScalarFunctions";
    private static final String OPERATORS = PACKAGE + "VectorOperators";
    private static final String BINARY = "L" + OPERATORS + "$Binary;";
    private static final String COMPARISON = "L" + OPERATORS + "$Comparison;";
    private static final String CONVERSION = "L" + OPERATORS + "$Conversion;";

    private final MethodVisitor code;
    private final ExprEmitter values;
    private final Species species;

    VectorCode(MethodVisitor code, ExprEmitter values, Species species) {
        this.code = code;
        this.values = values;
        this.species = species;
    }

    void constant(LoopExpr.Constant constant) {
        var type = constant.type();
        if (type.dtype() == DType.BOOL) {
            species.push(code, type);
            Constants.push(code, constant.value().intValue());
            code.visitMethodInsn(
                    Opcodes.INVOKEINTERFACE,
                    PACKAGE + "VectorSpecies",
                    "maskAll",
                    "(Z)" + MASK,
                    true);
            return;
        }
        species.push(code, type);
        Constants.push(code, type.dtype(), constant.value());
        broadcastCall(type.dtype());
    }

    private void broadcastCall(DType type) {
        var carrier = Carrier.of(type);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                carrier.vector(),
                "broadcast",
                "("
                        + Species.SPECIES
                        + carrier.primitive().getDescriptor()
                        + ")"
                        + carrier.vectorDescriptor(),
                false);
    }

    void broadcast(LoopExpr scalar, LaneType type) {
        species.push(code, type);
        values.push(scalar);
        if (type.dtype() == DType.BOOL) {
            code.visitMethodInsn(
                    Opcodes.INVOKEINTERFACE,
                    PACKAGE + "VectorSpecies",
                    "maskAll",
                    "(Z)" + MASK,
                    true);
        } else {
            broadcastCall(type.dtype());
        }
    }

    /** base + lane, as integers of the width, then converted. */
    void ramp(LoopExpr.Ramp ramp) {
        var type = ramp.type();
        var element = type.dtype().bytes() == 8 ? DType.I64 : DType.I32;
        var integers = type.withType(element);
        species.push(code, integers);
        wholeNumber(ramp.base(), element);
        broadcastCall(element);
        code.visitInsn(Opcodes.ICONST_1);
        var carrier = Carrier.of(element);
        addIndex(carrier);
        if (type.dtype() != element) {
            convertNumber(element, type.dtype());
        }
    }

    /**
     * {@code base + lane < limit} without sign, so that positions before 0 are out of range too.
     * One comparison in place of {@code VectorSpecies.indexInRange}, whose several paths C1 and C2
     * would have to inline.
     */
    void inRange(LoopExpr.InRange range) {
        var element = species.element(range.type()) == DType.F64 ? DType.I64 : DType.I32;
        var integers = range.type().withType(element);
        var carrier = Carrier.of(element);
        species.push(code, integers);
        wholeNumber(range.base(), element);
        broadcastCall(element);
        code.visitInsn(Opcodes.ICONST_1);
        addIndex(carrier);
        operator("ULT", COMPARISON);
        species.push(code, integers);
        wholeNumber(range.limit(), element);
        broadcastCall(element);
        compare(carrier);
        castMask(range.type());
    }

    private void wholeNumber(Dim position, DType element) {
        values.position(position);
        if (element == DType.I64) {
            code.visitInsn(Opcodes.I2L);
        }
    }

    private void addIndex(Carrier carrier) {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "addIndex",
                "(I)" + carrier.vectorDescriptor(),
                false);
    }

    /** A vector, a comparison and a vector are on the stack. */
    private void compare(Carrier carrier) {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "compare",
                "(" + COMPARISON + VECTOR + ")" + MASK,
                false);
    }

    void load(LoopExpr.Load load) {
        var type = load.type();
        var carrier = Carrier.of(type.dtype());
        species.push(code, type);
        values.address(load.buffer(), load.offset());
        if (type.dtype() == DType.BOOL && load.mask() != null) {
            bits(load.mask());
            code.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "loadMask", "([ZIJ)J", false);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    MASK_CLASS,
                    "fromLong",
                    "(" + Species.SPECIES + "J)" + MASK,
                    false);
            return;
        }
        if (load.mask() != null) {
            mask(load.mask(), type);
        }
        var descriptor =
                "("
                        + Species.SPECIES
                        + carrier.array()
                        + "I"
                        + (load.mask() == null ? "" : MASK)
                        + ")"
                        + carrier.vectorDescriptor();
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, carrier.vector(), "fromArray", descriptor, false);
    }

    void store(int buffer, Dim offset, LoopExpr value, LoopExpr mask) {
        var carrier = Carrier.of(value.type().dtype());
        if (value.type().dtype() == DType.BOOL) {
            // As bits at once: C2 leaves a mask that writes itself an object now and then.
            bits(value);
            if (mask != null) {
                bits(mask);
            } else {
                code.visitLdcInsn((1L << value.type().lanes()) - 1);
            }
            values.address(buffer, offset);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "storeMask", "(JJ[ZI)V", false);
            return;
        }
        values.push(value);
        values.address(buffer, offset);
        if (mask != null) {
            mask(mask, value.type());
        }
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "intoArray",
                "(" + carrier.array() + "I" + (mask == null ? "" : MASK) + ")V",
                false);
    }

    /** Pushes a mask as a long, one bit a lane. */
    private void bits(LoopExpr mask) {
        values.push(mask);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MASK_CLASS, "toLong", "()J", false);
    }

    /** Pushes a mask for vectors of another element type of the same width. */
    private void mask(LoopExpr mask, LaneType type) {
        values.push(mask);
        if (!type.dtype().isFloat()) {
            castMask(type);
        }
    }

    private void castMask(LaneType type) {
        species.push(code, type);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                MASK_CLASS,
                "cast",
                "(" + Species.SPECIES + ")" + MASK,
                false);
    }

    void call(LoopExpr.Call call) {
        var args = call.args();
        var type = args.getLast().type();
        if (call.fn() == ScalarFn.WHERE) {
            where(call);
        } else if (call.fn().isComparison()) {
            compare(call.fn(), args.get(0), args.get(1));
        } else if (type.dtype() == DType.BOOL) {
            args.forEach(values::push);
            logic(call.fn());
        } else if (isShift(call.fn())) {
            shift(call);
        } else {
            args.forEach(values::push);
            arithmetic(call.fn(), type.dtype());
        }
    }

    private void where(LoopExpr.Call call) {
        var type = call.type();
        var args = call.args();
        if (type.dtype() == DType.BOOL) {
            // (condition and a) or (b and not condition)
            values.push(args.get(1));
            values.push(args.get(0));
            maskCall("and");
            values.push(args.get(2));
            values.push(args.get(0));
            maskCall("andNot");
            maskCall("or");
            return;
        }
        values.push(args.get(2));
        values.push(args.get(1));
        mask(args.get(0), type);
        var carrier = Carrier.of(type.dtype());
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "blend",
                "(" + VECTOR + MASK + ")" + carrier.vectorDescriptor(),
                false);
    }

    private void compare(ScalarFn fn, LoopExpr left, LoopExpr right) {
        values.push(left);
        var type = left.type();
        if (type.dtype() == DType.BOOL) {
            values.push(right);
            maskCall("eq");
            if (fn == ScalarFn.NE) {
                not();
            }
            return;
        }
        operator(fn.name(), COMPARISON);
        values.push(right);
        compare(Carrier.of(type.dtype()));
        if (!type.dtype().isFloat()) {
            castMask(type.withType(DType.BOOL));
        }
    }

    private void logic(ScalarFn fn) {
        switch (fn) {
            case AND -> maskCall("and");
            case OR -> maskCall("or");
            case XOR -> {
                maskCall("eq");
                not();
            }
            case NOT -> not();
            default -> throw new IllegalStateException(fn.text() + " of masks");
        }
    }

    private void maskCall(String name) {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, MASK_CLASS, name, "(" + MASK + ")" + MASK, false);
    }

    private void not() {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MASK_CLASS, "not", "()" + MASK, false);
    }

    private static boolean isShift(ScalarFn fn) {
        return fn == ScalarFn.SHL || fn == ScalarFn.SHR || fn == ScalarFn.USHR;
    }

    private void shift(LoopExpr.Call call) {
        var carrier = Carrier.of(call.type().dtype());
        values.push(call.args().get(0));
        operator(
                switch (call.fn()) {
                    case SHL -> "LSHL";
                    case SHR -> "ASHR";
                    default -> "LSHR";
                },
                BINARY);
        if (call.args().get(1) instanceof LoopExpr.Constant(var count, _)) {
            Constants.push(code, call.type().dtype(), count);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    carrier.vector(),
                    "lanewise",
                    "("
                            + BINARY
                            + carrier.primitive().getDescriptor()
                            + ")"
                            + carrier.vectorDescriptor(),
                    false);
        } else {
            values.push(call.args().get(1));
            lanewise(carrier, BINARY + VECTOR);
        }
    }

    private void lanewise(Carrier carrier, String parameters) {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "lanewise",
                "(" + parameters + ")" + carrier.vectorDescriptor(),
                false);
    }

    /** Operands are on the stack. */
    private void arithmetic(ScalarFn fn, DType type) {
        var carrier = Carrier.of(type);
        switch (fn) {
            case ADD, SUB, MUL, MIN, MAX -> method(carrier, fn.text(), 1);
            case DIV -> {
                if (!type.isFloat()) {
                    throw new IllegalStateException("integer division has no vector form");
                }
                method(carrier, "div", 1);
            }
            case FMA -> method(carrier, "fma", 2);
            case NEG -> method(carrier, "neg", 0);
            case ABS -> method(carrier, "abs", 0);
            case SQRT -> method(carrier, "sqrt", 0);
            case AND -> method(carrier, "and", 1);
            case OR -> method(carrier, "or", 1);
            case XOR -> withOperator(carrier, "XOR");
            case NOT -> method(carrier, "not", 0);
            default -> throw new IllegalStateException(fn.text() + " has no vector form");
        }
    }

    private void method(Carrier carrier, String name, int operands) {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                name,
                "(" + VECTOR.repeat(operands) + ")" + carrier.vectorDescriptor(),
                false);
    }

    /** Two vectors are on the stack; the operator goes between them. */
    private void withOperator(Carrier carrier, String name) {
        operator(name, "L" + OPERATORS + "$Associative;");
        code.visitInsn(Opcodes.SWAP);
        lanewise(carrier, BINARY + VECTOR);
    }

    private void operator(String name, String descriptor) {
        code.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS, name, descriptor);
    }

    void convert(LoopExpr operand, LaneType to) {
        var from = operand.type();
        if (to.dtype() == DType.BOOL) {
            var zero = LoopExpr.zero(from.dtype(), from.lanes());
            compare(ScalarFn.NE, operand, zero);
            return;
        }
        if (from.dtype() == DType.BOOL) {
            constant(LoopExpr.zero(to.dtype(), to.lanes()));
            constant(new LoopExpr.Constant(to.dtype().isFloat() ? (Number) 1.0 : (Number) 1L, to));
            mask(operand, to);
            var carrier = Carrier.of(to.dtype());
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    carrier.vector(),
                    "blend",
                    "(" + VECTOR + MASK + ")" + carrier.vectorDescriptor(),
                    false);
            return;
        }
        values.push(operand);
        if (from.dtype() != to.dtype()) {
            convertNumber(from.dtype(), to.dtype());
        }
    }

    private void convertNumber(DType from, DType to) {
        operator(letter(from) + "2" + letter(to), CONVERSION);
        code.visitInsn(Opcodes.ICONST_0);
        var carrier = Carrier.of(from);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "convert",
                "(" + CONVERSION + "I)" + VECTOR,
                false);
        code.visitTypeInsn(Opcodes.CHECKCAST, Carrier.of(to).vector());
    }

    private static String letter(DType type) {
        return switch (type) {
            case F32 -> "F";
            case F64 -> "D";
            case I32 -> "I";
            case I64 -> "L";
            case BOOL -> throw new IllegalStateException("no conversion of masks");
        };
    }

    void bitcast(DType from, DType to) {
        var name =
                switch (to) {
                    case F32 -> "reinterpretAsFloats";
                    case F64 -> "reinterpretAsDoubles";
                    case I32 -> "reinterpretAsInts";
                    case I64 -> "reinterpretAsLongs";
                    case BOOL -> throw new IllegalStateException("bitcast to bool");
                };
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                Carrier.of(from).vector(),
                name,
                "()" + Carrier.of(to).vectorDescriptor(),
                false);
    }

    void rotate(LoopExpr.Rotate rotate) {
        values.push(rotate.vector());
        species.pushRotation(code, rotate.type(), rotate.distance());
        var carrier = Carrier.of(rotate.type().dtype());
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "rearrange",
                "(" + Species.SHUFFLE + ")" + carrier.vectorDescriptor(),
                false);
    }

    void lane(LoopExpr vector, int lane) {
        values.push(vector);
        Constants.push(code, lane);
        var carrier = Carrier.of(vector.type().dtype());
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                carrier.vector(),
                "lane",
                "(I)" + carrier.primitive().getDescriptor(),
                false);
    }
}
