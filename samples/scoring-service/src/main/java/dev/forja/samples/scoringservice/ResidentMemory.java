package dev.forja.samples.scoringservice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What the operating system says that this process occupies. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LINE = "VmRSS:";
    private static final double KILO = 1024;

    private ResidentMemory() {}

    /** Megabytes; empty where there is no {@code /proc}. */
    static OptionalDouble megabytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalDouble.empty();
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToDouble(line -> kilobytes(line) / KILO)
                    .findFirst();
        }
    }

    private static double kilobytes(String line) {
        return Double.parseDouble(line.substring(LINE.length()).replace("kB", "").strip());
    }
}
