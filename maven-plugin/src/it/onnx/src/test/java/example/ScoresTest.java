package example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {
    private static final Path CLASSES = Path.of("target", "classes");

    @TempDir Path folder;

    /** Row i of the 2 by 12 weights is 12 i, 12 i + 1, ... */
    @Test
    void theModelRunsWithItsWeights() {
        var model = new Scores();
        var scores = new float[12];
        model.run(new float[] {2, 1}, 1, scores, model.workspace());
        var expected = new float[12];
        for (int i = 0; i < 12; i++) {
            expected[i] = 2 * i + 12 + i;
        }
        assertArrayEquals(expected, scores);
    }

    @Test
    void changedWeightsAreRefused() throws Exception {
        try (var files = Files.list(CLASSES.resolve("example"))) {
            var target = Files.createDirectories(folder.resolve("example"));
            for (var file : files.toList()) {
                var bytes = Files.readAllBytes(file);
                if (file.toString().endsWith(".safetensors")) {
                    bytes[bytes.length - 1] ^= 1;
                }
                Files.write(target.resolve(file.getFileName()), bytes);
            }
        }
        var parent = new ParentWithoutModels(getClass().getClassLoader());
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent)) {
            var constructor = loader.loadClass("example.Scores").getConstructor();
            assertThrows(InvocationTargetException.class, constructor::newInstance);
        }
    }

    private static final class ParentWithoutModels extends ClassLoader {
        ParentWithoutModels(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("example.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            return name.startsWith("example/") ? null : super.getResource(name);
        }
    }
}
