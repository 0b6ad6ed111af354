package dev.forja.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** One run of the compiler's command line in a Java of its own. */
final class CompilerProcess {
    private static final String MAIN = "dev.forja.compiler.cli.Main";
    private static final int DONE = 0;
    private static final int INPUT_AT_FAULT = 1;
    private static final int WRONG_USAGE = 2;
    private static final Pattern ERROR = Pattern.compile("^\\S.*:(\\[\\d+,\\d+])? error: ");

    private final Path jdk;
    private final List<Path> classPath;
    private final List<String> jvmArguments;
    private final Path work;
    private final Log log;

    CompilerProcess(Path jdk, List<Path> classPath, List<String> jvmArguments, Path work, Log log) {
        this.jdk = jdk;
        this.classPath = classPath;
        this.jvmArguments = jvmArguments;
        this.work = work;
        this.log = log;
    }

    /**
     * Waits for the end and hands the compiler's words to the log.
     *
     * @throws MojoFailureException when the models or the configuration are at fault
     * @throws MojoExecutionException when the compiler itself failed
     */
    void run(List<String> arguments)
            throws IOException, MojoExecutionException, MojoFailureException {
        Files.createDirectories(work);
        // Arguments go through files: class paths outgrow the command line of some systems.
        Path launcherFile = work.resolve("java.args");
        Path argumentFile = work.resolve("compile.args");
        Files.write(launcherFile, List.of("-cp", quoted(path())));
        Files.write(argumentFile, arguments);

        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.add("-Xss8m");
        command.add(
                "-XX:TieredStopAtLevel=1"); // short-lived: the optimising compiler would not pay
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        command.addAll(jvmArguments);
        command.add("@" + launcherFile);
        command.add(MAIN);
        command.add("@" + argumentFile);

        Path out = work.resolve("compiler.out");
        Path err = work.resolve("compiler.err");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        int code = await(process);
        Files.readAllLines(out).forEach(log::info);
        List<String> words = Files.readAllLines(err);
        words.forEach(code == DONE ? log::warn : log::error);
        report(code, words);
    }

    private static void report(int code, List<String> words)
            throws MojoExecutionException, MojoFailureException {
        if (code == DONE) {
            return;
        }
        if (code == INPUT_AT_FAULT) {
            long errors = words.stream().filter(line -> ERROR.matcher(line).find()).count();
            String count = errors == 0 ? "Errors" : errors == 1 ? "1 error" : errors + " errors";
            throw new MojoFailureException(count + " in the model sources, above");
        }
        if (code == WRONG_USAGE) {
            throw new MojoFailureException(
                    "The configuration of the plugin is wrong: " + String.join(" ", words));
        }
        throw new MojoExecutionException(
                "The compiler failed with exit code "
                        + code
                        + ", which is a defect of Forja; its words stand above");
    }

    private static int await(Process process) throws MojoExecutionException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while the compiler ran", e);
        }
    }

    private String path() {
        return classPath.stream()
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** As the java launcher reads argument files: quotes around, backslashes doubled. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\") + '"';
    }
}
