package dev.forja.compiler.weights;

import dev.forja.compiler.npy.NpyFiles;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A {@code .npz} file of NumPy: a zip file of {@code .npy} files. */
final class NpzWeights implements WeightsFile {
    private static final String ENDING = ".npy";
    private static final int MAX_ENTRIES = 1 << 16;

    private final Path path;
    private final ZipFile zip;
    private final TreeMap<String, ZipEntry> entries = new TreeMap<>();

    private NpzWeights(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    static NpzWeights open(Path path) throws IOException {
        try {
            var file = new NpzWeights(path, new ZipFile(path.toFile()));
            try {
                file.list();
                return file;
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (ZipException e) {
            throw new IOException(path + ": this is no sound .npz file: " + e.getMessage(), e);
        }
    }

    private void list() throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw new IOException(
                    path + ": expected at most " + MAX_ENTRIES + " arrays, found " + zip.size());
        }
        for (var entry : zip.stream().toList()) {
            if (!entry.getName().endsWith(ENDING)) {
                throw new IOException(
                        path + ": expected .npy files alone, found '" + entry.getName() + "'");
            }
            var name = entry.getName().substring(0, entry.getName().length() - ENDING.length());
            if (entries.put(name, entry) != null) {
                throw new IOException(path + ": array '" + name + "' stands twice");
            }
        }
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    private String title(String name) {
        return path + ", array '" + name + "'";
    }

    @Override
    public Found describe(String name) throws IOException {
        try (var in = zip.getInputStream(entries.get(name))) {
            var header = NpyFiles.describe(title(name), in);
            var shape = Arrays.stream(header.shape()).asLongStream().boxed().toList();
            return new Found(header.type().text(), shape);
        } catch (ZipException e) {
            throw broken(name, e);
        }
    }

    @Override
    public TensorData read(String name) throws IOException {
        var entry = entries.get(name);
        try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            var array = NpyFiles.read(title(name), in, entry.getSize());
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new IOException(title(name) + ": the data is damaged, its checksum is wrong");
            }
            long[] dims = Arrays.stream(array.shape()).asLongStream().toArray();
            var type = new TensorType(DType.parse(array.type().text()), Shape.of(dims));
            return new TensorData(type, array.data());
        } catch (ZipException e) {
            throw broken(name, e);
        }
    }

    private IOException broken(String name, ZipException e) {
        return new IOException(title(name) + ": broken: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
