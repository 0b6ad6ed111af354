package dev.forja.compiler.onnx;

import dev.forja.frontend.onnx.data.OnnxFiles;
import dev.forja.frontend.onnx.data.TensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model with reference data.
 *
 * @param folder holds {@code model.onnx}
 * @param sets folders with {@code input_K.pb} and {@code output_K.pb}, in order
 */
public record Case(Path folder, List<Path> sets) {
    private static final String MODEL = "model.onnx";
    private static final String SET = "test_data_set_";

    public String name() {
        return folder.getFileName().toString();
    }

    public Path model() {
        return folder.resolve(MODEL);
    }

    /** All cases in or below a folder, sorted by path. */
    public static List<Case> below(Path folder) throws IOException {
        var cases = new ArrayList<Case>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted().toList()) {
                if (file.getFileName().toString().equals(MODEL) && Files.isRegularFile(file)) {
                    cases.add(new Case(file.getParent(), sets(file.getParent())));
                }
            }
        }
        return cases;
    }

    private static List<Path> sets(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> number(file) >= 0)
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparingInt(file -> number(file)))
                    .toList();
        }
    }

    /** The tensors {@code prefix_0.pb}, {@code prefix_1.pb}, ... of a data set. */
    static List<TensorData> tensors(Path set, String prefix) throws IOException {
        var tensors = new ArrayList<TensorData>();
        for (int i = 0; ; i++) {
            var file = set.resolve(prefix + "_" + i + ".pb");
            if (!Files.exists(file)) {
                return tensors;
            }
            tensors.add(OnnxFiles.tensor(file));
        }
    }

    /** The number of a data set's folder; -1 for other files. */
    private static int number(Path file) {
        var name = file.getFileName().toString();
        var digits = name.startsWith(SET) ? name.substring(SET.length()) : "";
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
    }
}
