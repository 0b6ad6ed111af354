package dev.forja.ir.type;

/** Element type and shape of a value; prints as {@code f32[n, 64]}. */
public record TensorType(DType dtype, Shape shape) {
    public static TensorType scalar(DType dtype) {
        return new TensorType(dtype, Shape.SCALAR);
    }

    /** Reads the printed form. */
    public static TensorType parse(String text) {
        int open = text.indexOf('[');
        if (open < 0 || !text.endsWith("]")) {
            throw new IllegalArgumentException(
                    "expected a type such as f32[n, 64], found '" + text + "'");
        }
        return new TensorType(
                DType.parse(text.substring(0, open).strip()),
                Shape.parse(text.substring(open + 1, text.length() - 1)));
    }

    public int rank() {
        return shape.rank();
    }

    public TensorType withShape(Shape other) {
        return new TensorType(dtype, other);
    }

    public TensorType withType(DType other) {
        return new TensorType(other, shape);
    }

    @Override
    public String toString() {
        return dtype.text() + shape;
    }
}
