package dev.forja.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file: name → dtype, shape, byte range.
 *
 * @param metadata strings under {@code __metadata__}
 * @param entries tensors in the order of the header
 */
record TensorHeader(Map<String, String> metadata, Map<String, Entry> entries) {
    static final String METADATA = "__metadata__";
    private static final int MAX_RANK = 32;

    /** One tensor: its bytes are [begin, end) of the data section. */
    record Entry(String name, String dtype, List<Long> shape, long begin, long end)
            implements Comparable<Entry> {
        /** By where the bytes are. */
        @Override
        public int compareTo(Entry other) {
            return begin != other.begin
                    ? Long.compare(begin, other.begin)
                    : Long.compare(end, other.end);
        }

        String typeAndShape() {
            return dtype + " " + shape;
        }
    }

    /**
     * Reads a header.
     *
     * @throws IllegalArgumentException naming what is wrong with the text
     */
    static TensorHeader parse(String json) {
        var reader = new JsonReader(json);
        var metadata = new LinkedHashMap<String, String>();
        var entries = new LinkedHashMap<String, Entry>();
        boolean metadataSeen = false;
        reader.expect('{');
        if (!reader.take('}')) {
            do {
                var name = reader.string();
                reader.expect(':');
                boolean again;
                if (name.equals(METADATA)) {
                    again = metadataSeen;
                    metadataSeen = true;
                    readMetadata(reader, metadata);
                } else {
                    again = entries.put(name, readEntry(reader, name)) != null;
                }
                if (again) {
                    throw new IllegalArgumentException("key '" + name + "' stands twice");
                }
            } while (reader.take(','));
            reader.expect('}');
        }
        reader.end();
        return new TensorHeader(metadata, entries);
    }

    private static void readMetadata(JsonReader reader, Map<String, String> metadata) {
        reader.expect('{');
        if (reader.take('}')) {
            return;
        }
        do {
            var key = reader.string();
            reader.expect(':');
            if (metadata.put(key, reader.string()) != null) {
                throw new IllegalArgumentException("metadata '" + key + "' stands twice");
            }
        } while (reader.take(','));
        reader.expect('}');
    }

    private static Entry readEntry(JsonReader reader, String name) {
        String dtype = null;
        List<Long> shape = null;
        List<Long> range = null;
        reader.expect('{');
        do {
            var key = reader.string();
            reader.expect(':');
            switch (key) {
                case "dtype" -> dtype = once(name, key, dtype, reader.string());
                case "shape" -> shape = once(name, key, shape, naturals(reader, name));
                case "data_offsets" -> range = once(name, key, range, naturals(reader, name));
                default ->
                        throw new IllegalArgumentException(
                                "tensor '" + name + "': unknown key '" + key + "'");
            }
        } while (reader.take(','));
        reader.expect('}');
        if (dtype == null || shape == null || range == null || range.size() != 2) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "': expected dtype, shape and two data_offsets");
        }
        return new Entry(name, dtype, shape, range.get(0), range.get(1));
    }

    private static <T> T once(String name, String key, T before, T value) {
        if (before != null) {
            throw new IllegalArgumentException("tensor '" + name + "': '" + key + "' stands twice");
        }
        return value;
    }

    private static List<Long> naturals(JsonReader reader, String name) {
        var values = new ArrayList<Long>(4);
        reader.expect('[');
        if (reader.take(']')) {
            return values;
        }
        do {
            if (values.size() == MAX_RANK) {
                throw new IllegalArgumentException(
                        "tensor '" + name + "': more than " + MAX_RANK + " dimensions");
            }
            values.add(reader.natural());
        } while (reader.take(','));
        reader.expect(']');
        return values;
    }

    /** Problems of the byte ranges: they must tile the data section without overlap or hole. */
    List<String> rangeProblems(long dataBytes) {
        var problems = new ArrayList<String>();
        long position = 0;
        String before = null;
        for (var entry : sortedByRange()) {
            if (entry.begin() > entry.end()) {
                problems.add(
                        "tensor '"
                                + entry.name()
                                + "': its bytes begin at "
                                + entry.begin()
                                + ", after their end at "
                                + entry.end());
                return problems;
            }
            if (entry.begin() < position) {
                problems.add("tensors '" + before + "' and '" + entry.name() + "' overlap");
            } else if (entry.begin() > position) {
                problems.add(
                        "tensor '"
                                + entry.name()
                                + "': expected its bytes to begin at "
                                + position
                                + ", found "
                                + entry.begin()
                                + " (a hole)");
            }
            position = Math.max(position, entry.end());
            before = entry.name();
        }
        if (position > dataBytes) {
            problems.add(
                    "the file is truncated: expected "
                            + position
                            + " bytes of tensors, found "
                            + dataBytes);
        } else if (position < dataBytes) {
            problems.add(
                    "the file is too long: expected "
                            + position
                            + " bytes of tensors, found "
                            + dataBytes);
        }
        return problems;
    }

    /** The tensors in the order of their bytes. */
    List<Entry> sortedByRange() {
        var sorted = new ArrayList<>(entries.values());
        sorted.sort(null);
        return sorted;
    }

    /** Problems that keep the entries from filling {@code targets} one to one. */
    List<String> targetProblems(List<TensorBlock> targets) {
        var problems = new ArrayList<String>();
        var left = new LinkedHashMap<>(entries);
        for (var target : targets) {
            var entry = left.remove(target.name());
            var expected = typeAndShape(target);
            if (entry == null) {
                problems.add("tensor '" + target.name() + "' is missing: expected " + expected);
            } else if (!entry.typeAndShape().equals(expected)) {
                problems.add(
                        "tensor '"
                                + target.name()
                                + "': expected "
                                + expected
                                + ", found "
                                + entry.typeAndShape());
            } else if (entry.end() - entry.begin() != target.bytes()) {
                problems.add(
                        "tensor '"
                                + target.name()
                                + "': expected "
                                + target.bytes()
                                + " bytes, found "
                                + (entry.end() - entry.begin()));
            }
        }
        for (var entry : left.values()) {
            problems.add("tensor '" + entry.name() + "' (" + entry.typeAndShape() + ") is unknown");
        }
        return problems;
    }

    private static String typeAndShape(TensorBlock target) {
        var shape = new ArrayList<Integer>();
        for (int size : target.shape()) {
            shape.add(size);
        }
        return target.type().safetensorsName() + " " + shape;
    }
}
