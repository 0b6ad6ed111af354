package dev.forja.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.CompiledModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;

/** What a deployed service takes along: a small jar that needs nothing but the JDK. */
class RuntimeJarTest {
    private static final int MOST_BYTES = 200 * 1024;

    /** The jar, or the folder of its classes where the build makes none. */
    private static Path runtime() throws URISyntaxException {
        var source = CompiledModel.class.getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().toURI());
    }

    @Test
    void itIsSmall() throws IOException, URISyntaxException {
        var runtime = runtime();
        long bytes = Files.isDirectory(runtime) ? packed(runtime) : Files.size(runtime);
        assertThat(bytes).isBetween(10_000L, (long) MOST_BYTES);
    }

    private static int packed(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes)) {
            for (var file : Repository.files(folder, ".class")) {
                jar.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
        return bytes.size();
    }

    @Test
    void itNeedsTheJdkAlone() throws URISyntaxException {
        var module =
                ModuleFinder.of(runtime()).find("dev.forja.runtime").orElseThrow().descriptor();
        assertThat(module.requires())
                .extracting(Requires::name)
                .containsExactlyInAnyOrder("java.base", "jdk.incubator.vector");
        assertThat(module.requires())
                .filteredOn(requires -> requires.name().equals("jdk.incubator.vector"))
                .allMatch(requires -> requires.modifiers().contains(Requires.Modifier.STATIC));
    }
}
