package dev.forja.test.model;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A run of the sample {@code digits}, in this process or, through {@link #main}, in one of its own.
 *
 * @param lanes of the kernels
 * @param steps of training
 * @param batch rows a step
 */
record TrainingRun(int lanes, int steps, int batch) {
    private static final long SEED = 7;
    private static final float LEARNING_RATE = 0.3f;

    /** Trains a new model and returns the SHA-256 of the parameter file that it saves. */
    String digest(Class<?> model, Path data, Path file) throws IOException {
        CompiledModel digits = SourceModel.make(model, SEED, lanes);
        var result =
                Trainer.builder(SourceModel.training(digits, "loss"), digits.parameters())
                        .dataset(DigitsData.read(data))
                        .batchSize(batch)
                        .steps(steps)
                        .learningRate(LEARNING_RATE)
                        .seed(SEED)
                        .build()
                        .run();
        digits.parameters(result.parameters());
        digits.save(file);
        return sha256(Files.readAllBytes(file));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Prints the digest of a run.
     *
     * @param arguments name of the model class, data, file to save to, lanes, steps, batch
     */
    public static void main(String... arguments) throws ReflectiveOperationException, IOException {
        var run =
                new TrainingRun(
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5]));
        System.out.println(
                run.digest(
                        Class.forName(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])));
    }
}
