package dev.forja.passes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.graph.Function;
import dev.forja.ir.text.FunctionParser;
import dev.forja.ir.text.FunctionPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function before and after a pass, as text: comment lines that begin with {@code #}, the
 * function before, a line {@code =>}, the function after. With {@code -Dforja.golden.update=true}
 * the part after the arrow is written anew, to be read before it is committed.
 */
public record GoldenFile(Path path, String comment, Function before, String after) {
    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final String ARROW = "=>\n";

    /** All files of a pass over tensor operators, by name. */
    public static List<GoldenFile> of(String pass) {
        return in(ROOT.resolve(pass));
    }

    /** All files of a folder, by name. */
    public static List<GoldenFile> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().map(GoldenFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the folders: one for each pass. */
    public static List<String> passes() {
        try (var folders = Files.list(ROOT)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenFile read(Path path) {
        try {
            var text = Files.readString(path);
            var comment =
                    text.lines()
                            .takeWhile(line -> line.startsWith("#"))
                            .map(line -> line + "\n")
                            .collect(Collectors.joining());
            int arrow = text.indexOf(ARROW);
            assertThat(arrow).as("%s has a line =>", path).isPositive();
            var before = FunctionParser.parse(text.substring(comment.length(), arrow));
            return new GoldenFile(path, comment, before, text.substring(arrow + ARROW.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares a function with the text after the arrow, or writes it. */
    public void check(Function result) {
        check(FunctionPrinter.print(result));
    }

    /** Compares a text with the one after the arrow, or writes it. */
    public void check(String text) {
        if (!Boolean.getBoolean("forja.golden.update")) {
            assertThat(text).as(path.toString()).isEqualTo(after);
            return;
        }
        try {
            Files.writeString(path, comment + FunctionPrinter.print(before) + ARROW + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
