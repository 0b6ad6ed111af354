package dev.forja.compiler.weights;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.runtime.TensorFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A safetensors file from anywhere; its header is checked as the runtime checks its own. */
final class SafetensorsWeights implements WeightsFile {
    private static final Map<String, DType> TYPES =
            Map.of(
                    "F32", DType.F32,
                    "F64", DType.F64,
                    "I32", DType.I32,
                    "I64", DType.I64,
                    "BOOL", DType.BOOL,
                    "F16", DType.F32,
                    "BF16", DType.F32);

    private final Path path;
    private final FileChannel channel;
    private final TreeMap<String, TensorFile.Entry> entries = new TreeMap<>();

    private SafetensorsWeights(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static SafetensorsWeights open(Path path) throws IOException {
        var file = new SafetensorsWeights(path, FileChannel.open(path, StandardOpenOption.READ));
        try (var checked = TensorFile.open(path)) {
            checked.verify();
            checked.entries().forEach(entry -> file.entries.put(entry.name(), entry));
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    @Override
    public Found describe(String name) {
        var entry = entries.get(name);
        var type = TYPES.get(entry.type());
        return new Found(type == null ? entry.type() : type.text(), entry.shape());
    }

    @Override
    public TensorData read(String name) throws IOException {
        var entry = entries.get(name);
        var type = TYPES.get(entry.type());
        int size = 1;
        for (long dim : entry.shape()) {
            size = Math.multiplyExact(size, Math.toIntExact(dim));
        }
        boolean isHalf = entry.type().endsWith("F16");
        long expected = (long) size * (isHalf ? Short.BYTES : type.bytes());
        if (entry.bytes() != expected) {
            throw new IOException(
                    path
                            + ": tensor '"
                            + name
                            + "': expected "
                            + expected
                            + " bytes for "
                            + entry.type()
                            + " "
                            + entry.shape()
                            + ", found "
                            + entry.bytes());
        }
        var bytes = bytes(entry);
        var array =
                switch (type) {
                    case F32 -> isHalf ? halves(entry.type(), bytes, size) : floats(bytes, size);
                    case F64 -> {
                        var values = new double[size];
                        bytes.asDoubleBuffer().get(values);
                        yield values;
                    }
                    case I32 -> {
                        var values = new int[size];
                        bytes.asIntBuffer().get(values);
                        yield values;
                    }
                    case I64 -> {
                        var values = new long[size];
                        bytes.asLongBuffer().get(values);
                        yield values;
                    }
                    case BOOL -> {
                        var values = new boolean[size];
                        for (int i = 0; i < size; i++) {
                            values[i] = bytes.get() != 0;
                        }
                        yield values;
                    }
                };
        long[] dims = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return new TensorData(new TensorType(type, Shape.of(dims)), array);
    }

    private static float[] floats(ByteBuffer bytes, int size) {
        var values = new float[size];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static float[] halves(String type, ByteBuffer bytes, int size) {
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            short half = bytes.getShort();
            values[i] =
                    type.equals("F16")
                            ? Float.float16ToFloat(half)
                            : Float.intBitsToFloat(half << 16);
        }
        return values;
    }

    private ByteBuffer bytes(TensorFile.Entry entry) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(entry.bytes()));
        long position = entry.position();
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, position);
            if (count < 0) {
                throw new EOFException(path + ": the file ended while it was read");
            }
            position += count;
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
