package dev.forja.test.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another Java process with the class path of this one. */
final class JavaProcess {
    private static final long MINUTES = 5;

    private JavaProcess() {}

    /**
     * Runs a main class to its end and returns the lines that it printed.
     *
     * @param options of the virtual machine
     * @param environment variables beside those of this process
     * @param more folders of classes in front of the class path
     */
    static List<String> run(
            List<String> options,
            Map<String, String> environment,
            List<Path> more,
            Class<?> main,
            List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        var path = new ArrayList<String>();
        more.forEach(folder -> path.add(folder.toString()));
        path.add(System.getProperty("java.class.path"));
        command.add(String.join(java.io.File.pathSeparator, path));
        command.add(main.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + MINUTES + " minutes: " + command);
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(
                    "exit code " + process.exitValue() + " of " + command + "\n" + output);
        }
        return output.lines().toList();
    }
}
