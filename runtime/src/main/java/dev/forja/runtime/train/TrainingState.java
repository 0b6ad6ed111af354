package dev.forja.runtime.train;

import dev.forja.runtime.ElementType;
import dev.forja.runtime.ModelSpec;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.TensorBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * What training changes: a private copy of the parameters, the optimizer's memory and the number of
 * steps done. Generated steps read and write the arrays in place; two states never share one. Used
 * by one thread at a time.
 */
public final class TrainingState {
    private final ModelSpec spec;

    /** Values of the f32 parameters, at the offsets of the model's specification. */
    public final float[] f32;

    /** Values of the f64 parameters, at the offsets of the model's specification. */
    public final double[] f64;

    /** Values of the i32 parameters, at the offsets of the model's specification. */
    public final int[] i32;

    /** Values of the i64 parameters, at the offsets of the model's specification. */
    public final long[] i64;

    /** Values of the bool parameters, at the offsets of the model's specification. */
    public final boolean[] bool;

    /** Memory of the optimizer, for example the moments of Adam; zero at first. */
    public final float[] slots;

    /** Number of optimizer updates done; a step that runs for the first time sees 0. */
    public long step;

    /** Seed of everything random in training: dropout and the order of rows. */
    public final long seed;

    /**
     * A state before its first step.
     *
     * @param initial values to copy
     * @param slotCount length of {@link #slots}: {@link TrainingStep#slotCount()}
     */
    public TrainingState(Parameters initial, int slotCount, long seed) {
        spec = initial.spec();
        f32 = initial.f32.clone();
        f64 = initial.f64.clone();
        i32 = initial.i32.clone();
        i64 = initial.i64.clone();
        bool = initial.bool.clone();
        slots = new float[slotCount];
        this.seed = seed;
    }

    /** The specification that the parameters belong to. */
    public ModelSpec spec() {
        return spec;
    }

    /** A copy of the parameters as they are now, fit for a model in service. */
    public Parameters snapshot() {
        return Parameters.of(spec, f32, f64, i32, i64, bool);
    }

    /** The parameters as tensors of a file, under their names with a prefix; not copied. */
    List<TensorBlock> parameterBlocks(String prefix) {
        var blocks = new ArrayList<TensorBlock>();
        for (var p : spec.parameters()) {
            blocks.add(TensorBlock.of(prefix, p, array(p.type())));
        }
        return blocks;
    }

    /** The array of all values of one element type. */
    Object array(ElementType type) {
        return switch (type) {
            case F32 -> f32;
            case F64 -> f64;
            case I32 -> i32;
            case I64 -> i64;
            case BOOL -> bool;
        };
    }
}
