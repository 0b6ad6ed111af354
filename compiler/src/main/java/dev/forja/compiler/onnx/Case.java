package dev.forja.compiler.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model with reference data.
 *
 * @param model the model file
 * @param sets its data, in order
 */
public record Case(String name, Path model, List<DataSet> sets) {
    private static final String MODEL = "model.onnx";
    private static final String SUFFIX = ".onnx";
    private static final String SET = "test_data_set_";

    public Case {
        sets = List.copyOf(sets);
    }

    /**
     * All cases in or below a folder, sorted by path: folders with {@code model.onnx} and {@code
     * test_data_set_N}, and files {@code NAME.onnx} with {@code NAME_output_0.pb} beside them.
     */
    public static List<Case> below(Path folder) throws IOException {
        var cases = new ArrayList<Case>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted().toList()) {
                if (Files.isRegularFile(file)) {
                    of(file).ifPresent(cases::add);
                }
            }
        }
        return cases;
    }

    /** A model with the data sets of a folder that need not be its own. */
    public static Case of(Path model, Path folder) throws IOException {
        return new Case(
                folder.toAbsolutePath().normalize().getFileName() + "", model, sets(folder));
    }

    private static Optional<Case> of(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (name.equals(MODEL)) {
            return Optional.of(of(file, file.toAbsolutePath().getParent()));
        }
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        var plain = name.substring(0, name.length() - SUFFIX.length());
        var outputs = file.resolveSibling(plain + "_output_");
        return Files.exists(file.resolveSibling(plain + "_output_0.pb"))
                ? Optional.of(new Case(plain, file, List.of(new DataSet.Ramp(outputs))))
                : Optional.empty();
    }

    private static List<DataSet> sets(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> number(file) >= 0)
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparingInt(file -> number(file)))
                    .<DataSet>map(DataSet.Folder::new)
                    .toList();
        }
    }

    /** The number of a data set's folder; -1 for other files. */
    private static int number(Path file) {
        var name = file.getFileName().toString();
        var digits = name.startsWith(SET) ? name.substring(SET.length()) : "";
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
    }
}
