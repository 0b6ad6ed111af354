package dev.forja.runtime;

import java.util.function.Consumer;

/** A kernel that adds a number to every element of a matrix, and can be told to do more. */
final class MarkingKernels implements SplitKernels {
    /** What else happens in a part. */
    private final Consumer<Thread> more;

    MarkingKernels(Consumer<Thread> more) {
        this.more = more;
    }

    MarkingKernels() {
        this(_ -> {});
    }

    /** Adds {@code number} to all elements of {@code matrix[rows][columns]}. */
    void add(Workspace workspace, int[] matrix, int rows, int columns, int number) {
        var call = workspace.parallel((long) rows * columns);
        if (call == null) {
            part(matrix, columns, number, 0, rows, 0, columns);
            return;
        }
        call.buffer(0, matrix, 0);
        call.number(0, columns);
        call.number(1, number);
        call.run(this, 7, rows, 4, columns, 3);
    }

    @Override
    public void part(
            int kernel,
            ParallelCall call,
            int outerFrom,
            int outerTo,
            int innerFrom,
            int innerTo,
            Workspace own) {
        if (kernel != 7 || call.offset(0) != 0) {
            throw new IllegalArgumentException("not what was called: " + kernel);
        }
        own.f32[31] = kernel; // the scratch is there, and nobody else's
        more.accept(Thread.currentThread());
        part(
                (int[]) call.array(0),
                call.number(0),
                call.number(1),
                outerFrom,
                outerTo,
                innerFrom,
                innerTo);
    }

    private static void part(
            int[] matrix, int columns, int number, int from, int to, int innerFrom, int innerTo) {
        for (int row = from; row < to; row++) {
            for (int column = innerFrom; column < innerTo; column++) {
                matrix[row * columns + column] += number;
            }
        }
    }
}
