package dev.forja.samples.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fashion-MNIST: pictures of ten kinds of clothes, 28 times 28 pixels (H. Xiao, K. Rasul, R.
 * Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms",
 * 2017; MIT). It is no part of this project: it must lie on the machine.
 *
 * @param training 60,000 images
 * @param test 10,000 images
 */
public record FashionMnist(LabelledImages training, LabelledImages test) {
    /** Pixels of a row and column of an image. */
    public static final int SIDE = 28;

    /** Kinds of clothes. */
    public static final int CLASSES = 10;

    /** How to get it, as one sentence. */
    public static final String HOW_TO_GET =
            "Fashion-MNIST is not on this machine: install Debian's package dataset-fashion-mnist,"
                    + " or give the folder of its four .gz files by --data DIR or FORJA_DATA.";

    private static final String NAME = "fashion-mnist";
    private static final String FIRST_FILE = "train-images-idx3-ubyte.gz";
    private static final float WHITE = 255;

    /**
     * Looks for it in the run's folder of data, that of the variable {@code FORJA_DATA}, the
     * system's packages and the user's cache; in each also in a folder {@code fashion-mnist}.
     *
     * @return empty if it is in none of them
     * @throws IOException if a file is damaged
     */
    public static Optional<FashionMnist> find(SampleRun run) throws IOException {
        for (Path folder : folders(run)) {
            for (Path place : List.of(folder, folder.resolve(NAME))) {
                if (Files.isReadable(place.resolve(FIRST_FILE))) {
                    return Optional.of(read(place));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Path> folders(SampleRun run) {
        var folders = new ArrayList<Path>();
        run.data().ifPresent(folders::add);
        Optional.ofNullable(System.getenv("FORJA_DATA")).map(Path::of).ifPresent(folders::add);
        folders.add(Path.of("/usr/share/datasets"));
        folders.add(Path.of(System.getProperty("user.home"), ".cache", "forja"));
        return folders;
    }

    /** Reads its four files from a folder. */
    static FashionMnist read(Path folder) throws IOException {
        return new FashionMnist(images(folder, "train"), images(folder, "t10k"));
    }

    private static LabelledImages images(Path folder, String part) throws IOException {
        var images = IdxFile.read(folder.resolve(part + "-images-idx3-ubyte.gz"));
        var labels = IdxFile.read(folder.resolve(part + "-labels-idx1-ubyte.gz"));
        var pixels = new float[images.values().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Byte.toUnsignedInt(images.values()[i]) / WHITE;
        }
        var classes = new int[labels.values().length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels.values()[i];
        }
        return new LabelledImages(SIDE, pixels, classes);
    }
}
