package dev.forja.compiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.FakeCompiler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With samples that leave a word in a system property, as their output goes past the writers of the
 * command line.
 */
class DemoCommandTest {
    private static final String TRACE = "forja.test.demo";

    @TempDir Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void twoSamples() throws IOException {
        sample(
                "digits",
                "System.setProperty(\"%s\", \"digits \" + String.join(\" \", args));"
                        .formatted(TRACE));
        sample("broken", "throw new IllegalStateException(\"on purpose\");");
        System.setProperty(Home.PROPERTY, home.toString());
        System.clearProperty(TRACE);
    }

    @AfterEach
    void clear() {
        System.clearProperty(Home.PROPERTY);
        System.clearProperty(TRACE);
    }

    @Test
    void withoutANameItListsTheSamplesAndRunsDigits() {
        assertThat(forja("demo")).isZero();
        assertThat(out.toString()).contains("digits", "About digits", "broken", "About broken");
        assertThat(System.getProperty(TRACE)).isEqualTo("digits ");
    }

    @Test
    void quickIsHandedOn() {
        assertThat(forja("demo", "digits", "--quick")).isZero();
        assertThat(System.getProperty(TRACE)).isEqualTo("digits --quick");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUnknownNameIsWrongUsageAndNamesTheOthers() {
        assertThat(forja("demo", "nope")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString())
                .contains("there is no sample 'nope'; there are [broken, digits]");
    }

    @Test
    void aSampleThatFailsIsADefectWithItsCause() {
        assertThat(forja("demo", "broken")).isEqualTo(Exit.DEFECT);
        assertThat(err.toString()).contains("on purpose");
    }

    @Test
    void thePeersRunInAJavaOfTheirOwn() throws IOException {
        assertThat(forja("bench", "--peers")).isEqualTo(Exit.INPUT_AT_FAULT);
        assertThat(err.toString()).contains("the peers are not built");
        Path mark = home.resolve("mark");
        module(
                "bench/peers",
                "java.nio.file.Files.createFile(java.nio.file.Path.of(\"%s\"));".formatted(mark));
        assertThat(forja("bench", "--peers")).isZero();
        assertThat(mark).exists();
    }

    @Test
    void theOtherBenchmarksRunInAJavaOfTheirOwn() throws IOException {
        assertThat(forja("bench", "--sweep")).isEqualTo(Exit.INPUT_AT_FAULT);
        assertThat(err.toString()).contains("the benchmarks are not built");
        Path mark = home.resolve("mark");
        module(
                "bench",
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\"%s\"), String.join(\" \", args));"
                        .formatted(mark));
        assertThat(forja("bench", "--sweep", "--quick")).isZero();
        assertThat(mark).content().startsWith("sweep --out ").endsWith("--quick");
        assertThat(forja("bench", "--cold-start")).isZero();
        assertThat(mark).content().startsWith("cold-start --out ").endsWith("cold-start");
    }

    @Test
    void oneBenchmarkAtATime() {
        assertThat(forja("bench", "--sweep", "--peers")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(forja("bench", "--sweep", "--cold-start")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(forja("bench", "--cold-start", "--quick")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).contains("--cold-start takes --peers");
        assertThat(forja("bench", "--cold-start", "Digits.java")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).contains("models of their own").contains("found MODEL");
        assertThat(forja("bench", "--peers", "--threads=2")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).contains("found --threads");
        assertThat(forja("bench", "Digits.java", "--threads=0")).isEqualTo(Exit.WRONG_USAGE);
        assertThat(err.toString()).contains("--threads: expected a number from 1 to 1024, found 0");
    }

    @Test
    void outsideOfTheProjectItSaysWhereToGo() {
        System.clearProperty(Home.PROPERTY);
        assertThat(forja("demo")).isEqualTo(Exit.INPUT_AT_FAULT);
        assertThat(err.toString()).contains("start them with ./forja");
    }

    private int forja(String... arguments) {
        return Main.run(
                new FakeCompiler(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }

    private void sample(String name, String body) throws IOException {
        module("samples/" + name, body);
    }

    private void module(String folder, String body) throws IOException {
        Path target = Files.createDirectories(home.resolve(folder).resolve("target"));
        String name = Path.of(folder).getFileName().toString();
        Path source =
                Files.writeString(
                        target.resolve("Sample.java"),
                        "public class Sample { public static void main(String[] args) throws Exception { %s } }"
                                .formatted(body));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "Sample");
        attributes.putValue("Forja-Sample", name);
        attributes.putValue("Forja-Summary", "About " + name);
        try (var jar =
                new JarOutputStream(Files.newOutputStream(target.resolve("s.jar")), manifest)) {
            jar.putNextEntry(new ZipEntry("Sample.class"));
            jar.write(Files.readAllBytes(target.resolve("Sample.class")));
        }
    }
}
