package dev.forja.runtime.train;

import dev.forja.runtime.ElementType;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Named columns of equally many rows. A row of a column is one or more elements of one type, laid
 * out row after row in one array. Immutable as long as nobody writes to the arrays it was made
 * from; parts of a data set share them.
 */
public final class Dataset {
    /** One column: {@code width} elements a row. */
    record Column(ElementType type, Object carrier, int width) {}

    /**
     * Two parts of a data set that share no row.
     *
     * @param first the part of the asked fraction
     * @param second the rest
     */
    public record Split(Dataset first, Dataset second) {}

    private final Map<String, Column> columns;
    private final int[] rows;

    private Dataset(Map<String, Column> columns, int[] rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Begins a data set.
     *
     * @param rows number of rows, at least 1
     */
    public static Builder of(int rows) {
        return new Builder(rows);
    }

    /** Number of rows. */
    public int rows() {
        return rows.length;
    }

    /** Names of the columns, in the order in which they were added. */
    public Set<String> names() {
        return columns.keySet();
    }

    /**
     * Parts the rows at random, the same way for the same seed; each part keeps the order of its
     * rows.
     *
     * @param fraction share of the first part, strictly between 0 and 1; each part gets at least
     *     one row
     */
    public Split split(double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1) || rows.length < 2) {
            throw new IllegalArgumentException(
                    "cannot part "
                            + rows.length
                            + " rows by the fraction "
                            + fraction
                            + "; expected 0 < fraction < 1 and two rows");
        }
        int size = (int) Math.clamp(Math.round(rows.length * fraction), 1, rows.length - 1L);
        var order = new int[rows.length];
        new Shuffle().permute(order, seed, Shuffle.SPLIT);
        return new Split(part(order, 0, size), part(order, size, rows.length));
    }

    /**
     * Rows {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IndexOutOfBoundsException if they are not rows of this data set
     * @throws IllegalArgumentException if there are none
     */
    public Dataset slice(int from, int to) {
        if (from < 0 || to > rows.length) {
            throw new IndexOutOfBoundsException(
                    "rows " + from + " to " + to + " of " + rows.length);
        }
        if (from >= to) {
            throw new IllegalArgumentException("no row lies in " + from + " to " + to);
        }
        return new Dataset(columns, Arrays.copyOfRange(rows, from, to));
    }

    /** A copy of an f32 column, row after row. */
    public float[] floats(String name) {
        return (float[]) copy(name, ElementType.F32);
    }

    /** A copy of an f64 column, row after row. */
    public double[] doubles(String name) {
        return (double[]) copy(name, ElementType.F64);
    }

    /** A copy of an i32 column, row after row. */
    public int[] ints(String name) {
        return (int[]) copy(name, ElementType.I32);
    }

    /** A copy of an i64 column, row after row. */
    public long[] longs(String name) {
        return (long[]) copy(name, ElementType.I64);
    }

    /** A copy of a bool column, row after row. */
    public boolean[] booleans(String name) {
        return (boolean[]) copy(name, ElementType.BOOL);
    }

    /**
     * The column of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    Column column(String name) {
        var column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "the data set has no column '" + name + "'; it has " + columns.keySet());
        }
        return column;
    }

    /**
     * Copies row {@code row} of {@code column} to the place of row {@code at} in {@code target}.
     */
    void copyRow(Column column, int row, Object target, int at) {
        int width = column.width();
        System.arraycopy(column.carrier(), rows[row] * width, target, at * width, width);
    }

    private Object copy(String name, ElementType type) {
        var column = column(name);
        if (column.type() != type) {
            throw new IllegalArgumentException(
                    "column '" + name + "' holds " + column.type().text() + ", not " + type.text());
        }
        var copy = type.newCarrier(rows.length * column.width());
        for (int row = 0; row < rows.length; row++) {
            copyRow(column, row, copy, row);
        }
        return copy;
    }

    private Dataset part(int[] order, int from, int to) {
        var part = Arrays.copyOfRange(order, from, to);
        Arrays.sort(part);
        for (int i = 0; i < part.length; i++) {
            part[i] = rows[part[i]];
        }
        return new Dataset(columns, part);
    }

    /** Collects the columns of a data set. The arrays are kept, not copied. */
    public static final class Builder {
        private final int rows;
        private final Map<String, Column> columns = new LinkedHashMap<>();

        private Builder(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("expected at least 1 row, found " + rows);
            }
            this.rows = rows;
        }

        /** Adds an f32 column; its length is a multiple of the number of rows. */
        public Builder floats(String name, float[] values) {
            return add(name, values);
        }

        /** Adds an f64 column; its length is a multiple of the number of rows. */
        public Builder doubles(String name, double[] values) {
            return add(name, values);
        }

        /** Adds an i32 column; its length is a multiple of the number of rows. */
        public Builder ints(String name, int[] values) {
            return add(name, values);
        }

        /** Adds an i64 column; its length is a multiple of the number of rows. */
        public Builder longs(String name, long[] values) {
            return add(name, values);
        }

        /** Adds a bool column; its length is a multiple of the number of rows. */
        public Builder booleans(String name, boolean[] values) {
            return add(name, values);
        }

        /** The data set of the columns added so far. */
        public Dataset build() {
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("a data set needs a column");
            }
            var order = new int[rows];
            Shuffle.identity(order);
            return new Dataset(Collections.unmodifiableMap(new LinkedHashMap<>(columns)), order);
        }

        private Builder add(String name, Object values) {
            var type = ElementType.ofCarrier(values);
            int length = type.length(values);
            if (length % rows != 0) {
                throw new IllegalArgumentException(
                        "column '"
                                + name
                                + "': "
                                + length
                                + " elements do not part into "
                                + rows
                                + " rows");
            }
            if (columns.put(name, new Column(type, values, length / rows)) != null) {
                throw new IllegalArgumentException("column '" + name + "' is added twice");
            }
            return this;
        }
    }
}
