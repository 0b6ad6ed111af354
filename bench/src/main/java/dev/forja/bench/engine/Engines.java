package dev.forja.bench.engine;

import dev.forja.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The engines on the class path. */
public final class Engines {
    private Engines() {}

    /** The generated classes, which all others are compared with. */
    public static Engine ours() {
        return new ForjaEngine(1);
    }

    /** All others, found as services. */
    public static List<Engine> others() {
        return ServiceLoader.load(EngineProvider.class).stream()
                .flatMap(provider -> provider.get().engines().stream())
                .toList();
    }

    /**
     * The engine of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Engine named(String name) {
        var all = new ArrayList<>(others());
        all.addFirst(ours());
        return all.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no engine '"
                                        + name
                                        + "'; there are "
                                        + all.stream().map(Engine::name).toList()));
    }

    /** The one of ours that another engine is compared with: with as many threads, if there is. */
    public static Engine counterpart(Engine engine, Engine ours, List<Engine> others) {
        return others.stream()
                .filter(other ->
                        other instanceof ForjaEngine
                                && !(engine instanceof ForjaEngine)
                                && other.threads() == engine.threads())
                .findFirst()
                .orElse(ours);
    }

    /** Ours, then those of the others that run the workload. */
    public static List<Engine> runningOn(Workload workload, Engine ours, List<Engine> others) {
        var running = new ArrayList<Engine>();
        running.add(ours);
        others.stream().filter(engine -> engine.runs(workload)).forEach(running::add);
        return running;
    }
}
