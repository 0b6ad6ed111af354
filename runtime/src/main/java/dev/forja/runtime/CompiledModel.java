package dev.forja.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Base of every generated model class. One object serves any number of threads: its parameters are
 * immutable and swapped as a whole, and every call brings its own {@link Workspace}.
 */
public abstract class CompiledModel {
    private final ModelSpec spec;
    private final int lanes;
    private volatile Parameters parameters;

    /**
     * Called by generated constructors; packs {@code initial} through {@link #pack}.
     *
     * @param lanes lane count of the kernels: 1, 4, 8 or 16
     */
    @SuppressWarnings("this-escape") // pack() is documented to need no field of a subclass
    protected CompiledModel(ModelSpec spec, Parameters initial, int lanes) {
        this.spec = Objects.requireNonNull(spec, "spec");
        this.lanes = Lanes.checked(lanes);
        parameters(initial);
    }

    /** The model's parameters and entries. */
    public final ModelSpec spec() {
        return spec;
    }

    /** Lane count of the kernels in use. */
    public final int lanes() {
        return lanes;
    }

    /** The parameters in service. A call that reads them once sees one consistent set. */
    public final Parameters parameters() {
        return parameters;
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
        parameters = next.withPacked(pack(next));
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
     * Rearranges weights for the kernels of {@link #lanes()}. It is called from the constructor of
     * this class, so it may use its argument and the lane count alone.
     *
     * @return a new array, empty if the model has nothing to pack
     */
    protected abstract float[] pack(Parameters values);
}
