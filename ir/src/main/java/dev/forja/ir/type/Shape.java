package dev.forja.ir.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/** The dimensions of a tensor, outermost first; row-major in memory. */
public record Shape(List<Dim> dims) {
    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dims = List.copyOf(dims);
    }

    public static Shape of(long... sizes) {
        return new Shape(Arrays.stream(sizes).mapToObj(Dim::of).toList());
    }

    public static Shape of(Dim... dims) {
        return new Shape(List.of(dims));
    }

    /**
     * Reads a comma-separated list of dimension expressions: {@code "n, 2*k+1, 64"}; empty text is
     * rank 0.
     */
    public static Shape parse(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return SCALAR;
        }
        return new Shape(Dim.parseList(trimmed));
    }

    public int rank() {
        return dims.size();
    }

    public Dim dim(int axis) {
        return dims.get(axis);
    }

    /** The product of all dimensions. */
    public Dim size() {
        var size = Dim.ONE;
        for (var dim : dims) {
            size = size.times(dim);
        }
        return size;
    }

    /** Row-major strides in elements, one per axis. */
    public List<Dim> strides() {
        var strides = new ArrayList<Dim>(dims);
        var stride = Dim.ONE;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            strides.set(axis, stride);
            stride = stride.times(dims.get(axis));
        }
        return strides;
    }

    public boolean isStatic() {
        return dims.stream().allMatch(Dim::isConstant);
    }

    /** The names of all symbols, in order of first appearance. */
    public SequencedSet<String> symbols() {
        var symbols = new LinkedHashSet<String>();
        dims.forEach(dim -> symbols.addAll(dim.symbols()));
        return symbols;
    }

    public Shape substitute(Map<String, Dim> bindings) {
        return new Shape(dims.stream().map(dim -> dim.substitute(bindings)).toList());
    }

    /** This shape with one axis removed. */
    public Shape without(int axis) {
        var rest = new ArrayList<Dim>(dims);
        rest.remove(axis);
        return new Shape(rest);
    }

    /** This shape with one axis replaced. */
    public Shape with(int axis, Dim dim) {
        var changed = new ArrayList<Dim>(dims);
        changed.set(axis, dim);
        return new Shape(changed);
    }

    @Override
    public String toString() {
        return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
