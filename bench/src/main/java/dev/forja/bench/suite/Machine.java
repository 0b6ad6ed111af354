package dev.forja.bench.suite;

import dev.forja.bench.jmh.FmaPeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run took place.
 *
 * @param cpu the CPU's name
 * @param cores that the virtual machine sees
 * @param lanes f32 lanes that it prefers
 * @param jvm virtual machine and version
 * @param os operating system
 */
public record Machine(String cpu, int cores, int lanes, String jvm, String os) {
    /** The machine that this runs on. */
    public static Machine current() {
        return new Machine(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                FmaPeak.lanes(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static String cpuName() {
        var info = Path.of("/proc/cpuinfo");
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch"); // not Linux
        }
    }
}
