package dev.forja.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * All parameter values of one model, one array per element type, laid out by its {@link ModelSpec}.
 *
 * <p>Immutable once made: the arrays are public so that generated code reads them without a call,
 * and nobody writes to them. Any number of threads may share one object.
 */
public final class Parameters {
    private final ModelSpec spec;

    /** Values of all f32 parameters. Read only. */
    public final float[] f32;

    /** Values of all f64 parameters. Read only. */
    public final double[] f64;

    /** Values of all i32 parameters. Read only. */
    public final int[] i32;

    /** Values of all i64 parameters. Read only. */
    public final long[] i64;

    /** Values of all bool parameters. Read only. */
    public final boolean[] bool;

    private Parameters(
            ModelSpec spec, float[] f32, double[] f64, int[] i32, long[] i64, boolean[] bool) {
        this.spec = spec;
        this.f32 = f32;
        this.f64 = f64;
        this.i32 = i32;
        this.i64 = i64;
        this.bool = bool;
    }

    /** Arrays of the spec's sizes, all zero; to be filled before anyone else sees them. */
    private static Parameters empty(ModelSpec spec) {
        return new Parameters(
                spec,
                new float[spec.size(ElementType.F32)],
                new double[spec.size(ElementType.F64)],
                new int[spec.size(ElementType.I32)],
                new long[spec.size(ElementType.I64)],
                new boolean[spec.size(ElementType.BOOL)]);
    }

    /** Initial values: the same bits for the same spec and seed on every machine. */
    public static Parameters initial(ModelSpec spec, long seed) {
        var made = empty(spec);
        int stream = 0;
        for (var p : spec.parameters()) {
            p.init().fill(made.array(p.type()), p.offset(), p.elements(), seed, stream++);
        }
        return made;
    }

    /**
     * Parameters with a copy of the given arrays.
     *
     * @throws IllegalArgumentException if a length is not the spec's size of that element type
     */
    public static Parameters of(
            ModelSpec spec, float[] f32, double[] f64, int[] i32, long[] i64, boolean[] bool) {
        var given = new Parameters(spec, f32, f64, i32, i64, bool);
        for (var type : ElementType.values()) {
            int found = type.length(given.array(type));
            if (found != spec.size(type)) {
                throw new IllegalArgumentException(
                        "parameters of "
                                + spec.model()
                                + ": expected "
                                + spec.size(type)
                                + " "
                                + type.text()
                                + " values, found "
                                + found);
            }
        }
        return given.copy();
    }

    /** The specification that these values belong to. */
    public ModelSpec spec() {
        return spec;
    }

    /** The live array of an element type: {@link #f32}, {@link #f64}, ... Read only. */
    public Object array(ElementType type) {
        return switch (type) {
            case F32 -> f32;
            case F64 -> f64;
            case I32 -> i32;
            case I64 -> i64;
            case BOOL -> bool;
        };
    }

    /** A copy of the values of an f32 parameter, row-major. */
    public float[] floats(String name) {
        var p = parameter(name, ElementType.F32);
        return Arrays.copyOfRange(f32, p.offset(), p.offset() + p.elements());
    }

    /** A copy of the values of an f64 parameter, row-major. */
    public double[] doubles(String name) {
        var p = parameter(name, ElementType.F64);
        return Arrays.copyOfRange(f64, p.offset(), p.offset() + p.elements());
    }

    /** A copy of the values of an i32 parameter, row-major. */
    public int[] ints(String name) {
        var p = parameter(name, ElementType.I32);
        return Arrays.copyOfRange(i32, p.offset(), p.offset() + p.elements());
    }

    /** A copy of the values of an i64 parameter, row-major. */
    public long[] longs(String name) {
        var p = parameter(name, ElementType.I64);
        return Arrays.copyOfRange(i64, p.offset(), p.offset() + p.elements());
    }

    /** A copy of the values of a bool parameter, row-major. */
    public boolean[] booleans(String name) {
        var p = parameter(name, ElementType.BOOL);
        return Arrays.copyOfRange(bool, p.offset(), p.offset() + p.elements());
    }

    /** These values, with those of one f32 parameter replaced by a copy of {@code values}. */
    public Parameters with(String name, float[] values) {
        return replaced(name, ElementType.F32, values);
    }

    /** These values, with those of one f64 parameter replaced by a copy of {@code values}. */
    public Parameters with(String name, double[] values) {
        return replaced(name, ElementType.F64, values);
    }

    /** These values, with those of one i32 parameter replaced by a copy of {@code values}. */
    public Parameters with(String name, int[] values) {
        return replaced(name, ElementType.I32, values);
    }

    /** These values, with those of one i64 parameter replaced by a copy of {@code values}. */
    public Parameters with(String name, long[] values) {
        return replaced(name, ElementType.I64, values);
    }

    /** These values, with those of one bool parameter replaced by a copy of {@code values}. */
    public Parameters with(String name, boolean[] values) {
        return replaced(name, ElementType.BOOL, values);
    }

    /**
     * SHA-256 of the values in the bytes of a saved file's data section, in lower-case hexadecimal
     * digits: equal for equal bits, whoever computed them.
     */
    public String digest() {
        return TensorFileWriter.digest(blocks(""));
    }

    /**
     * Writes the values as a safetensors file, in one step; equal values give equal bytes.
     *
     * @throws IOException if the file cannot be written; an old file then stays as it was
     */
    public void save(Path path) throws IOException {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("format", "forja parameters 1");
        metadata.put("model", spec.model());
        TensorFileWriter.write(path, metadata, blocks(""));
    }

    /**
     * Reads values from a safetensors file, ours or another tool's.
     *
     * @throws ParameterFileException if the file is broken or does not hold exactly the parameters
     *     of {@code spec}; the message names file, tensor, expected and found
     * @throws IOException if the file cannot be read
     */
    public static Parameters load(ModelSpec spec, Path path) throws IOException {
        try (var file = TensorFile.open(path)) {
            var made = empty(spec);
            file.read(made.blocks(""));
            return made;
        }
    }

    /**
     * The values that lie as a resource beside a generated class.
     *
     * @param owner the generated class
     * @param resource name of a safetensors file in the class's package
     * @param digest SHA-256 of its data section, in lower-case hexadecimal digits
     * @throws IllegalStateException if the resource is missing, broken or not the one that the
     *     class was compiled with
     */
    public static Parameters ofResource(
            ModelSpec spec, Class<?> owner, String resource, String digest) {
        try {
            long bytes = length(owner, resource);
            try (var in = open(owner, resource);
                    var file = TensorFile.of(resource, Channels.newChannel(in), bytes)) {
                var made = empty(spec);
                file.read(made.blocks(""), digest);
                return made;
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the weights of model " + spec.model() + " are damaged: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Class<?> owner, String resource) {
        var in = owner.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(
                    "the weights of "
                            + owner.getName()
                            + " are missing: expected the resource "
                            + resource
                            + " beside the class");
        }
        return in;
    }

    /** A resource does not say how long it is; reading it once does. */
    private static long length(Class<?> owner, String resource) throws IOException {
        try (var in = open(owner, resource)) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The parameters as tensors of a file, under their names with a prefix; not copied. */
    public List<TensorBlock> blocks(String prefix) {
        var blocks = new ArrayList<TensorBlock>(spec.parameters().size());
        for (var p : spec.parameters()) {
            blocks.add(TensorBlock.of(prefix, p, array(p.type())));
        }
        return blocks;
    }

    private Parameters copy() {
        return new Parameters(
                spec, f32.clone(), f64.clone(), i32.clone(), i64.clone(), bool.clone());
    }

    private Parameters replaced(String name, ElementType type, Object values) {
        var p = parameter(name, type);
        int found = type.length(values);
        if (found != p.elements()) {
            throw new IllegalArgumentException(
                    "parameter '"
                            + name
                            + "' of "
                            + spec.model()
                            + ": expected "
                            + p.elements()
                            + " values for shape "
                            + Arrays.toString(p.shape())
                            + ", found "
                            + found);
        }
        var made = copy();
        System.arraycopy(values, 0, made.array(type), p.offset(), found);
        return made;
    }

    private ParameterSpec parameter(String name, ElementType type) {
        var p = spec.parameter(name);
        if (p.type() != type) {
            throw new IllegalArgumentException(
                    "parameter '"
                            + name
                            + "' of "
                            + spec.model()
                            + " holds "
                            + p.type().text()
                            + ", not "
                            + type.text());
        }
        return p;
    }
}
