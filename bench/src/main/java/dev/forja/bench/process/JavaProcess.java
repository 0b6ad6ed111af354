package dev.forja.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A new Java process with the vector module and the class path of this one. */
public final class JavaProcess {
    private JavaProcess() {}

    /**
     * Runs a main class to its end and returns the lines that it printed.
     *
     * @param options of the virtual machine
     * @param more folders of classes in front of the class path
     * @throws IOException if it fails, too
     */
    public static List<String> run(
            List<String> options, List<Path> more, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        var path = new ArrayList<String>();
        more.forEach(folder -> path.add(folder.toString()));
        path.add(System.getProperty("java.class.path"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), main.getName()));
        command.addAll(arguments);
        // Its log joins ours, where a failure can be read.
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> output;
        try (var reader = process.inputReader()) {
            output = reader.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException("a process failed: " + String.join(" ", command));
        }
        return output;
    }
}
