import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code check} lists the Java sources under the current directory that are not in
 * google-java-format's AOSP style and fails when there are any; {@code apply} rewrites them.
 * Started by the parent POM on a JDK that knows their syntax.
 */
class Format {
    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        List<String> wrong =
                sources(Path.of("")).parallelStream()
                        .map(file -> format(file, apply))
                        .filter(line -> !line.isEmpty())
                        .sorted()
                        .toList();
        wrong.forEach(System.out::println);
        if (!apply && !wrong.isEmpty()) {
            System.out.println(wrong.size() + " files: run mvn -N validate exec:exec@format");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        // Sources that are wrong on purpose keep the form that their expected
                        // messages point into.
                        String name = folder.getFileName().toString();
                        boolean skip =
                                name.equals("target")
                                        || name.equals(".git")
                                        || folder.endsWith("src/test/resources")
                                        || folder.endsWith("src/it");
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }

    private static String format(Path file, boolean apply) {
        try {
            String before = Files.readString(file);
            String after = format(before);
            if (after.equals(before)) {
                return "";
            }
            if (apply) {
                // A wrapped comment may settle only the second time.
                Files.writeString(file, format(after));
            }
            return (apply ? "formatted " : "not formatted: ") + file;
        } catch (FormatterException | IOException e) {
            return "not formatted: " + file + ": " + e.getMessage();
        }
    }

    private static String format(String text) throws FormatterException {
        var aosp = JavaFormatterOptions.builder().style(Style.AOSP).build();
        // Imports in one block, as in Google's own variant of the style.
        String imports =
                ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(text), Style.GOOGLE);
        return new Formatter(aosp).formatSource(imports);
    }
}
