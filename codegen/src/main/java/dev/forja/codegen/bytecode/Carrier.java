package dev.forja.codegen.bytecode;

import dev.forja.ir.type.DType;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** How an element type is carried: its primitive, its array, its opcodes. */
public enum Carrier {
    F32(Type.FLOAT_TYPE, "[F", "f32", Opcodes.FALOAD, Opcodes.FASTORE, "FloatVector"),
    F64(Type.DOUBLE_TYPE, "[D", "f64", Opcodes.DALOAD, Opcodes.DASTORE, "DoubleVector"),
    I32(Type.INT_TYPE, "[I", "i32", Opcodes.IALOAD, Opcodes.IASTORE, "IntVector"),
    I64(Type.LONG_TYPE, "[J", "i64", Opcodes.LALOAD, Opcodes.LASTORE, "LongVector"),
    BOOL(Type.BOOLEAN_TYPE, "[Z", "bool", Opcodes.BALOAD, Opcodes.BASTORE, "VectorMask");

    static final String PACKAGE = "jdk/incubator/vector/";

    private final Type primitive;
    private final String array;
    private final String field;
    private final int load;
    private final int store;
    private final String vector;

    Carrier(Type primitive, String array, String field, int load, int store, String vector) {
        this.primitive = primitive;
        this.array = array;
        this.field = field;
        this.load = load;
        this.store = store;
        this.vector = PACKAGE + vector;
    }

    public static Carrier of(DType type) {
        return valueOf(type.name());
    }

    /** Type of one element on the stack. */
    public Type primitive() {
        return primitive;
    }

    /** Descriptor of its array. */
    public String array() {
        return array;
    }

    /** Name of its array's field in workspaces, parameters and training states. */
    public String field() {
        return field;
    }

    int arrayLoad() {
        return load;
    }

    int arrayStore() {
        return store;
    }

    /** Internal name of its vector class; VectorMask for BOOL. */
    String vector() {
        return vector;
    }

    String vectorDescriptor() {
        return "L" + vector + ";";
    }
}
