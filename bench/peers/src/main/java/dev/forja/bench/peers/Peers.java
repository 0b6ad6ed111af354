package dev.forja.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Properties;

/** What all peers have in common. */
public final class Peers {
    private Peers() {}

    /** Name and version of a peer, as the build knows them. */
    public static String product(String key) {
        var versions = new Properties();
        try (var stream = Peers.class.getResourceAsStream("versions.properties")) {
            versions.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.getProperty(key);
    }

    /** A folder beside this module's jar that native libraries are unpacked into. */
    public static Path cache(String name) {
        try {
            var jar =
                    Path.of(
                            Peers.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return jar.resolveSibling("native").resolve(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code ", 2 threads"} where there is more than one. */
    public static String threads(int threads) {
        return threads == 1 ? "" : ", " + threads + " threads";
    }
}
