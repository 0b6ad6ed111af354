package dev.forja.compiler.npy;

import java.lang.reflect.Array;

/** Arrays of which the first axis is the innermost one, as Fortran lays them out. */
final class RowOrder {
    private RowOrder() {}

    /**
     * The elements in row-major order.
     *
     * @param columns a carrier whose first axis is the innermost one
     */
    static Object of(Object columns, int[] shape) {
        int length = Array.getLength(columns);
        Object rows = Array.newInstance(columns.getClass().componentType(), length);
        int[] index = new int[shape.length];
        for (int i = 0; i < length; i++) {
            int from = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from = from * shape[axis] + index[axis];
            }
            System.arraycopy(columns, from, rows, i, 1);
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return rows;
    }
}
