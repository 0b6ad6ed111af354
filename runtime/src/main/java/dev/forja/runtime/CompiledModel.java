package dev.forja.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Base of every generated model class. One object serves any number of threads: what it serves with
 * is immutable and swapped as a whole, and every call brings its own {@link Workspace}.
 *
 * <p>A model that nobody gave a lane count begins with scalar code, which is soon compiled. Its
 * first call starts a background thread that rehearses the vector code on made-up input and puts it
 * into service when it is the faster one; {@link #warmUp()} does that before the first call.
 * Results have the same bits with both, so nobody sees the change.
 */
public abstract class CompiledModel {
    private static final int SCALAR = 1;
    private static final int UNKNOWN = 0;

    private final ModelSpec spec;
    private final long seed;
    private final boolean beginsScalar;
    private final Object change = new Object();
    private final WarmUp warmUp;

    /** Of the kernels to serve with in the end; every thread finds the same. */
    private int lanes;

    /** Null until the first call. */
    private volatile Serving serving;

    /** What the first call is to serve with; null for initial values that nobody asked for yet. */
    private Parameters given;

    /**
     * A model with initial parameters, which are made when they are first asked for. It begins with
     * scalar code.
     *
     * @param seed of the initial parameters
     */
    protected CompiledModel(ModelSpec spec, long seed) {
        this(spec, seed, null, UNKNOWN);
    }

    /**
     * A model with initial parameters, and the kernels of a lane count from its first call on.
     *
     * @param seed of the initial parameters
     * @param lanes 1, 4, 8 or 16
     */
    protected CompiledModel(ModelSpec spec, long seed, int lanes) {
        this(spec, seed, null, Lanes.checked(lanes));
    }

    /** A model with given parameters, which begins with scalar code. */
    protected CompiledModel(ModelSpec spec, Parameters given) {
        this(spec, 0, Objects.requireNonNull(given, "given"), UNKNOWN);
    }

    /** A model with given parameters, and the kernels of a lane count from its first call on. */
    protected CompiledModel(ModelSpec spec, Parameters given, int lanes) {
        this(spec, 0, Objects.requireNonNull(given, "given"), Lanes.checked(lanes));
    }

    @SuppressWarnings("this-escape") // compiledLanes() is documented to need no field
    private CompiledModel(ModelSpec spec, long seed, Parameters given, int lanes) {
        this.spec = Objects.requireNonNull(spec, "spec");
        this.seed = seed;
        this.given = given;
        this.beginsScalar = lanes == UNKNOWN && Lanes.vectorsWanted() && isCompiled(SCALAR);
        // What the CPU prefers takes tens of milliseconds to find out: not before it is needed.
        this.lanes =
                beginsScalar ? UNKNOWN : compiled(lanes == UNKNOWN ? Lanes.preferred() : lanes);
        this.warmUp = new WarmUp(this);
    }

    private boolean isCompiled(int wanted) {
        for (int each : compiledLanes()) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }

    private int compiled(int wanted) {
        if (!isCompiled(wanted)) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName()
                            + " was compiled for the lane counts "
                            + Arrays.toString(compiledLanes())
                            + " alone, not for "
                            + wanted);
        }
        return wanted;
    }

    /** The model's parameters and entries. */
    public final ModelSpec spec() {
        return spec;
    }

    /** Lane count of the kernels in use; while the vector code warms up that is 1. */
    public final int lanes() {
        var current = serving;
        return current != null ? current.lanes : beginsScalar ? SCALAR : preferredLanes();
    }

    /** Lane count of the kernels that training steps use, and calls once all is warm. */
    protected final int preferredLanes() {
        if (lanes == UNKNOWN) {
            int widest = SCALAR;
            for (int each : compiledLanes()) {
                widest = each <= Lanes.preferred() ? Math.max(widest, each) : widest;
            }
            lanes = widest;
        }
        return lanes;
    }

    /** The parameters in service. A call that reads them once sees one consistent set. */
    public final Parameters parameters() {
        var current = serving;
        if (current != null) {
            return current.parameters;
        }
        synchronized (change) {
            return initial();
        }
    }

    /** Called with the lock; null never comes out. */
    private Parameters initial() {
        if (serving != null) {
            return serving.parameters;
        }
        if (given == null) {
            given = Parameters.initial(spec, seed);
        }
        return given;
    }

    /**
     * Puts other parameters into service. Calls under way finish with the old ones, later calls see
     * the new ones, no call sees a mixture.
     *
     * @throws IllegalArgumentException if they belong to a model of another layout; the old
     *     parameters then stay in service
     */
    public final void parameters(Parameters next) {
        if (!spec.sameLayout(next.spec())) {
            throw new IllegalArgumentException(
                    "parameters of model "
                            + next.spec().model()
                            + " "
                            + next.spec().parameters()
                            + " do not fit model "
                            + spec.model()
                            + " "
                            + spec.parameters());
        }
        synchronized (change) {
            if (serving == null) {
                given = next;
            } else {
                serving = new Serving(serving.lanes, serving.code, next, pack(next, serving.lanes));
            }
        }
    }

    /**
     * Reads parameters from a safetensors file and puts them into service. A refused file leaves
     * the old parameters in service.
     *
     * @throws ParameterFileException if the file is broken or belongs to another model
     * @throws IOException if the file cannot be read
     */
    public final void load(Path path) throws IOException {
        parameters(Parameters.load(spec, path));
    }

    /** Writes the parameters in service as a safetensors file; equal values give equal bytes. */
    public final void save(Path path) throws IOException {
        parameters().save(path);
    }

    /**
     * A new workspace for the entries of this model, with as many threads as the system property
     * {@code forja.threads} says, by default one.
     */
    public Workspace workspace() {
        return workspace(Team.preferredThreads());
    }

    /**
     * A new workspace whose calls run large kernels on several threads of this process's common
     * team.
     *
     * @param threads how many work on one kernel at most, the calling thread included
     */
    public Workspace workspace(int threads) {
        return threads == 1 ? new Workspace() : new Workspace(Team.common(), threads);
    }

    /** A new workspace whose calls run large kernels on all threads of a team that are free. */
    public Workspace workspace(Team team) {
        return new Workspace(team, team.threads());
    }

    /**
     * Rehearses all entries on made-up input until they are about as fast as they get, and puts the
     * vector code into service if it is the faster one. To be called before serving; how long it
     * takes depends on when the virtual machine gets its compiling done. Symbolic dimensions are
     * rehearsed at small sizes; {@link #warmUp(Map)} takes those of a service.
     *
     * <p>Any thread may call it, at any time and again: calls at once wait for the same rehearsal,
     * and a later one returns at once.
     */
    public final void warmUp() {
        warmUp(Map.of());
    }

    /**
     * Rehearses all entries as {@link #warmUp()} does, with chosen sizes of symbolic dimensions
     * besides. Rehearsals of other sizes don't return at once.
     *
     * @param sizes values of symbols such as {@code n}; what they don't name is 1
     * @throws IllegalArgumentException if no entry has a symbol of a name, or a size is below 1
     */
    public final void warmUp(Map<String, Integer> sizes) {
        warmUp.now(sizes);
    }

    /** What a call serves with; generated code reads it once in each call. */
    protected final Serving serving() {
        var current = serving;
        return current != null ? current : first();
    }

    /** The first call: packs the parameters, and lets the vector code warm up beside it. */
    private Serving first() {
        var current = settle(beginsScalar ? SCALAR : preferredLanes());
        if (beginsScalar) {
            warmUp.start();
        }
        return current;
    }

    /** What is in service, or the kernels of a lane count if nothing is. */
    private Serving settle(int first) {
        synchronized (change) {
            if (serving == null) {
                var values = initial();
                serving = new Serving(first, code(first), values, pack(values, first));
                given = null;
            }
            return serving;
        }
    }

    final boolean beginsScalar() {
        return beginsScalar;
    }

    /** The scalar code, or what is in service already. */
    final Serving begin() {
        return settle(beginsScalar ? SCALAR : preferredLanes());
    }

    /**
     * Puts other kernels into service, with whatever parameters are in service by now.
     *
     * @param ready kernels of a lane count with parameters packed for them
     */
    final void change(Serving ready) {
        synchronized (change) {
            if (serving.lanes != ready.lanes) {
                var values = serving.parameters;
                serving =
                        values == ready.parameters
                                ? ready
                                : new Serving(
                                        ready.lanes, ready.code, values, pack(values, ready.lanes));
            }
        }
    }

    /** Lane counts that the class has kernels for. Called from the constructor of this class. */
    protected abstract int[] compiledLanes();

    /** New kernels of a lane count, out of {@link #compiledLanes}. */
    protected abstract Object code(int lanes);

    /**
     * Rearranges weights for the kernels of a lane count.
     *
     * @return a new array, empty if the model has nothing to pack
     */
    protected abstract float[] pack(Parameters values, int lanes);

    /** Another object of this class, with the kernels of a lane count from its first call on. */
    protected abstract CompiledModel twin(Parameters values, int lanes);

    /**
     * New arrays for a call of an entry: inputs, then outputs.
     *
     * @param entry its name
     * @param sizes values of its symbols, in the order of the specification
     * @return null if the entry must not be called with made-up input: how long it would run
     *     depends on the data
     */
    protected abstract Object[] rehearsal(String entry, int[] sizes);

    /** Calls an entry with the arrays of {@link #rehearsal}; does nothing without them. */
    protected abstract void rehearse(
            String entry, Object[] arrays, int[] sizes, Workspace workspace);
}
