package dev.forja.samples.scoringservice;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Main class of a process that is the service alone, with either engine behind it. */
final class OrtComparisonService {
    static final String FORJA = "forja";
    static final String PORT = "port ";
    static final String RESIDENT = "resident ";

    private OrtComparisonService() {}

    /**
     * Serves until its input ends. Prints the port, and for each line of input the resident memory
     * in megabytes.
     *
     * @param arguments engine, and the exported model for ONNX Runtime
     */
    public static void main(String... arguments) throws Exception {
        Scorer scorer =
                arguments[0].equals(FORJA)
                        ? ForjaScorer.trained()
                        : OrtScorer.warm(Path.of(arguments[1]));
        try (var server = ScoringServer.start(scorer, 0);
                var input =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(PORT + server.port());
            while (input.readLine() != null) {
                System.out.println(RESIDENT + ResidentMemory.megabytes().orElse(Double.NaN));
            }
        }
    }
}
