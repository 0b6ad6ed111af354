package dev.forja.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table, its columns as wide as their widest cell. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... heads) {
        rows.add(List.of(heads));
    }

    void row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "expected " + rows.getFirst().size() + " cells, found " + cells);
        }
        rows.add(List.copyOf(cells));
    }

    /** The first column is text, the others are figures. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            var cells = rows.get(row);
            for (int column = 0; column < cells.size(); column++) {
                text.append("| ").append(padded(cells.get(column), column)).append(' ');
            }
            text.append("|\n");
            if (row == 0) {
                for (int column = 0; column < cells.size(); column++) {
                    text.append(column == 0 ? "|-" : "|")
                            .append("-".repeat(width(column) + 1))
                            .append(column == 0 ? "" : ":");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private String padded(String cell, int column) {
        var space = " ".repeat(width(column) - cell.length());
        return column == 0 ? cell + space : space + cell;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
