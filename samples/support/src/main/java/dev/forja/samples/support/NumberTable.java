package dev.forja.samples.support;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A table of numbers from a file of comma-separated values.
 *
 * @param rows the rows, all of equal length
 */
public record NumberTable(List<float[]> rows) {
    public NumberTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a resource beside a class; one whose name ends in {@code .gz} is unpacked.
     *
     * @param header whether the first line names the columns
     * @throws IOException if it is missing or a line is not as long as the first or holds something
     *     else than numbers; the message names the line
     */
    public static NumberTable read(Class<?> owner, String resource, boolean header)
            throws IOException {
        try (InputStream bytes = owner.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new FileNotFoundException(resource + " is missing beside " + owner.getName());
            }
            InputStream plain = resource.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
            return parse(resource, new InputStreamReader(plain, StandardCharsets.UTF_8), header);
        }
    }

    private static NumberTable parse(String name, InputStreamReader text, boolean header)
            throws IOException {
        var lines = new BufferedReader(text);
        var rows = new ArrayList<float[]>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (header && number == 1) {
                continue;
            }
            String[] cells = line.split(",", -1);
            if (!rows.isEmpty() && cells.length != rows.getFirst().length) {
                throw new IOException(
                        name
                                + ":"
                                + number
                                + ": expected "
                                + rows.getFirst().length
                                + " numbers, found "
                                + cells.length);
            }
            rows.add(numbers(name + ":" + number, cells));
        }
        if (rows.isEmpty()) {
            throw new IOException(name + " has no rows");
        }
        return new NumberTable(rows);
    }

    private static float[] numbers(String place, String[] cells) throws IOException {
        var numbers = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            try {
                numbers[i] = Float.parseFloat(cells[i]);
            } catch (NumberFormatException e) {
                throw new IOException(place + ": expected a number, found '" + cells[i] + "'", e);
            }
        }
        return numbers;
    }

    /** The numbers of one column. */
    public float[] column(int index) {
        return columns(index, index + 1);
    }

    /** A column of whole numbers, as classes are. */
    public int[] classes(int index) {
        float[] values = column(index);
        var classes = new int[values.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (int) values[i];
        }
        return classes;
    }

    /** The numbers of columns {@code from} (inclusive) to {@code to} (exclusive), row after row. */
    public float[] columns(int from, int to) {
        int width = to - from;
        var values = new float[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), from, values, row * width, width);
        }
        return values;
    }
}
