package dev.forja.runtime.train;

import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mini-batches of a data set in the arrays that a training step takes. There is one set of arrays
 * for full batches and one for the short batch at the end of an epoch, both made at the start, so
 * that filling a batch allocates nothing.
 */
final class BatchSource {
    private final Dataset data;
    private final Dataset.Column[] columns;
    private final int[] order;
    private final Shuffle shuffle = new Shuffle();
    private final int batchSize;
    private final int stepsPerEpoch;
    private final Batch full;
    private final Batch last;
    private final List<String> names;
    private Batch current;
    private int start;

    /** The arguments of one call of a step. */
    private record Batch(int rows, Object[] inputs, int[] symbols) {}

    /**
     * @param batchSize rows of a full batch, at least 1
     * @param symbols values of the symbols other than the batch
     * @param dropShort whether to leave out the rows of a last short batch
     * @throws IllegalArgumentException if the data set does not fit the inputs of {@code entry}
     */
    BatchSource(
            EntrySpec entry,
            Dataset data,
            int batchSize,
            Map<String, Integer> symbols,
            boolean dropShort) {
        this.data = data;
        this.batchSize = batchSize;
        order = new int[data.rows()];
        Shuffle.identity(order);
        var batch = batchDimension(entry);
        int rest = data.rows() % batchSize;
        checkBatchSize(entry, batch, rest, dropShort);
        names = entry.inputs().stream().map(TensorSpec::name).toList();
        columns = new Dataset.Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(entry, entry.inputs().get(i), symbols);
        }
        boolean hasFull = data.rows() >= batchSize;
        boolean hasShort = rest > 0 && !dropShort;
        stepsPerEpoch = data.rows() / batchSize + (hasShort ? 1 : 0);
        full = hasFull ? batch(entry, batch, batchSize, symbols) : null;
        last = hasShort ? batch(entry, batch, rest, symbols) : full;
    }

    int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    /** Orders the rows for an epoch. */
    void shuffle(long seed, long epoch) {
        shuffle.epoch(order, seed, epoch);
    }

    /** Puts batch {@code index} of the epoch into the arrays and returns its number of rows. */
    int fill(int index) {
        current = index == stepsPerEpoch - 1 ? last : full;
        int from = index * batchSize;
        start = from;
        for (int c = 0; c < columns.length; c++) {
            for (int row = 0; row < current.rows; row++) {
                data.copyRow(columns[c], order[from + row], current.inputs[c], row);
            }
        }
        return current.rows;
    }

    /**
     * The first infinity or NaN in the batch filled last, for a message: empty where all numbers
     * are finite.
     */
    Optional<String> notFinite() {
        for (int c = 0; c < columns.length; c++) {
            int width = columns[c].width();
            for (int i = 0; i < current.rows * width; i++) {
                double value =
                        switch (current.inputs[c]) {
                            case float[] floats -> floats[i];
                            case double[] doubles -> doubles[i];
                            default -> 0;
                        };
                if (!Double.isFinite(value)) {
                    return Optional.of(
                            "column '%s' holds %s in row %d, element %d"
                                    .formatted(
                                            names.get(c),
                                            value,
                                            order[start + i / width],
                                            i % width));
                }
            }
        }
        return Optional.empty();
    }

    /** Arrays of the batch filled last. */
    Object[] inputs() {
        return current.inputs;
    }

    /** Symbols of the batch filled last. */
    int[] symbols() {
        return current.symbols;
    }

    /** The first dimension, which all inputs share: a symbol or a number. */
    private static String batchDimension(EntrySpec entry) {
        String batch = null;
        for (var input : entry.inputs()) {
            var first = input.dims().isEmpty() ? null : input.dims().getFirst();
            if (first == null || batch != null && !batch.equals(first)) {
                throw new IllegalArgumentException(
                        "loss '"
                                + entry.name()
                                + "': input '"
                                + input.name()
                                + "' of shape "
                                + input.shape()
                                + " does not begin with the batch dimension"
                                + (batch == null ? "" : " " + batch));
            }
            batch = first;
        }
        if (batch == null) {
            throw new IllegalArgumentException("loss '" + entry.name() + "' has no input");
        }
        return batch;
    }

    private void checkBatchSize(EntrySpec entry, String batch, int rest, boolean dropShort) {
        if (dropShort && data.rows() < batchSize) {
            throw new IllegalArgumentException(
                    "without the short batch, "
                            + data.rows()
                            + " rows give no batch of "
                            + batchSize);
        }
        if (entry.symbols().contains(batch)) {
            return;
        }
        if (!batch.equals(Integer.toString(batchSize))) {
            throw new IllegalArgumentException(
                    "loss '"
                            + entry.name()
                            + "' takes batches of "
                            + batch
                            + " rows, not of "
                            + batchSize);
        }
        if (rest != 0 && !dropShort) {
            throw new IllegalArgumentException(
                    "loss '"
                            + entry.name()
                            + "' takes batches of "
                            + batch
                            + " rows alone, and "
                            + data.rows()
                            + " rows leave a short batch of "
                            + rest
                            + "; drop it with dropShortBatch(true)");
        }
    }

    private Dataset.Column column(EntrySpec entry, TensorSpec input, Map<String, Integer> symbols) {
        var column = data.column(input.name());
        if (column.type() != input.type()) {
            throw new IllegalArgumentException(
                    "loss '"
                            + entry.name()
                            + "': input '"
                            + input.name()
                            + "' expects "
                            + input.type().text()
                            + ", the data set's column holds "
                            + column.type().text());
        }
        long width = width(input, symbols);
        if (width >= 0 && width != column.width()) {
            throw new IllegalArgumentException(
                    "loss '"
                            + entry.name()
                            + "': input '"
                            + input.name()
                            + "' of shape "
                            + input.shape()
                            + " expects "
                            + width
                            + " elements a row, the data"
                            + " set's column has "
                            + column.width());
        }
        return column;
    }

    /** Elements of a row, or -1 where a dimension is an expression: the step checks that one. */
    private static long width(TensorSpec input, Map<String, Integer> symbols) {
        long width = 1;
        for (var dim : input.dims().subList(1, input.dims().size())) {
            if (symbols.containsKey(dim)) {
                width *= symbols.get(dim);
            } else if (dim.matches("[0-9]{1,9}")) {
                width *= Integer.parseInt(dim);
            } else {
                return -1;
            }
        }
        return width;
    }

    private Batch batch(EntrySpec entry, String batch, int rows, Map<String, Integer> symbols) {
        var inputs = new Object[columns.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = columns[i].type().newCarrier(Math.multiplyExact(rows, columns[i].width()));
        }
        var values = new int[entry.symbols().size()];
        for (int i = 0; i < values.length; i++) {
            var symbol = entry.symbols().get(i);
            if (symbol.equals(batch)) {
                values[i] = rows;
            } else if (symbols.containsKey(symbol)) {
                if (symbols.get(symbol) < 1) {
                    throw new IllegalArgumentException(
                            "loss '"
                                    + entry.name()
                                    + "': dimension "
                                    + symbol
                                    + ": expected at least 1 to train on, found "
                                    + symbols.get(symbol));
                }
                values[i] = symbols.get(symbol);
            } else {
                throw new IllegalArgumentException(
                        "loss '"
                                + entry.name()
                                + "' needs a value for its dimension "
                                + symbol
                                + ": give it with symbol(\""
                                + symbol
                                + "\", ...)");
            }
        }
        return new Batch(rows, inputs, values);
    }
}
