package dev.forja.compiler;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Stands for the compiler where a test is about what lies around it. Every source gives a model
 * with one entry that sums each row of {@code features}; each {@code unknownOperator} in it is an
 * error at its position.
 */
public final class FakeCompiler implements Compiler {
    private static final Pattern NAME = Pattern.compile("class (\\w+)");

    private static final String TEMPLATE =
            """
            %s
            public final class %2$s extends dev.forja.runtime.CompiledModel {
                private static final dev.forja.runtime.ModelSpec SPEC = new dev.forja.runtime.ModelSpec(
                    "%3$s", "%4$s", java.util.List.of(),
                    java.util.List.of(new dev.forja.runtime.EntrySpec(
                        "predict", dev.forja.runtime.EntrySpec.Kind.ENTRY,
                        java.util.List.of(new dev.forja.runtime.TensorSpec(
                            "features", dev.forja.runtime.ElementType.F32, java.util.List.of("n", "3"))),
                        java.util.List.of(new dev.forja.runtime.TensorSpec(
                            "sum", dev.forja.runtime.ElementType.F32, java.util.List.of("n"))),
                        java.util.List.of("n"), null)));

                public %2$s(long seed, int lanes) {
                    super(SPEC, seed, lanes);
                }

                @Override
                protected int[] compiledLanes() {
                    return new int[] {1, 4, 8, 16};
                }

                @Override
                protected Object code(int lanes) {
                    return this;
                }

                @Override
                protected float[] pack(dev.forja.runtime.Parameters values, int lanes) {
                    return new float[0];
                }

                @Override
                protected dev.forja.runtime.CompiledModel twin(
                        dev.forja.runtime.Parameters values, int lanes) {
                    return new %2$s(0, lanes);
                }

                @Override
                protected Object[] rehearsal(String entry, int[] sizes) {
                    return null;
                }

                @Override
                protected void rehearse(
                        String entry, Object[] arrays, int[] sizes, dev.forja.runtime.Workspace ws) {}

                public void predict(float[] features, int n, float[] sum, dev.forja.runtime.Workspace ws) {
                    for (int row = 0; row < n; row++) {
                        sum[row] = features[3 * row] + features[3 * row + 1] + features[3 * row + 2];
                    }
                }
            }
            """;

    /** The last request, for tests that look at what a command asked for. */
    private CompileRequest last;

    private InspectOptions lastOptions;

    public CompileRequest last() {
        return last;
    }

    public InspectOptions lastOptions() {
        return lastOptions;
    }

    @Override
    public List<CompiledClass> compile(CompileRequest request) throws IOException {
        last = request;
        List<Diagnostic> errors = new ArrayList<>();
        List<CompiledClass> classes = new ArrayList<>();
        for (Path source : request.sources()) {
            errors.addAll(errors(source));
            classes.addAll(model(request, source));
        }
        if (!errors.isEmpty()) {
            throw new CompileException(errors);
        }
        return classes;
    }

    @Override
    public ExportedEntry export(CompileRequest request, ExportOptions options) {
        last = request;
        return new ExportedEntry("Line", options.entry().orElse("at"), new byte[] {1, 2, 3});
    }

    @Override
    public void inspect(CompileRequest request, InspectOptions options, PrintWriter out) {
        last = request;
        lastOptions = options;
        out.println("inspected " + request.sources().getFirst().getFileName());
    }

    private static List<Diagnostic> errors(Path source) throws IOException {
        List<Diagnostic> errors = new ArrayList<>();
        List<String> lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            int column = lines.get(i).indexOf("unknownOperator");
            if (column >= 0) {
                var location = Location.source(source.toString(), i + 1, column + 1);
                errors.add(Diagnostic.of(location, "there is no such operator").withHint("relu"));
            }
        }
        return errors;
    }

    private static List<CompiledClass> model(CompileRequest request, Path source)
            throws IOException {
        String text = Files.readString(source);
        Matcher name = NAME.matcher(text);
        if (!name.find()) {
            throw new IllegalStateException("a defect, for the tests of defects");
        }
        String simple = request.className().orElse(name.group(1));
        String folder =
                request.sourceRoot()
                        .map(root -> root.relativize(source.getParent()).toString())
                        .orElse("");
        String packageName = request.packageName().orElse(folder.replace('/', '.'));
        String full = packageName.isEmpty() ? simple : packageName + "." + simple;
        String header = packageName.isEmpty() ? "" : "package " + packageName + ";";
        String digest = Integer.toHexString((text + request.lanes() + request.dims()).hashCode());
        return javac(full, TEMPLATE.formatted(header, simple, full, digest));
    }

    private static List<CompiledClass> javac(String model, String text) {
        Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        var javac = ToolProvider.getSystemJavaCompiler();
        var files =
                new ForwardingJavaFileManager<JavaFileManager>(
                        javac.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location,
                            String name,
                            JavaFileObject.Kind kind,
                            FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return written.computeIfAbsent(
                                        name, key -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        var source =
                new SimpleJavaFileObject(
                        URI.create("memory:///" + model.replace('.', '/') + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return text;
                    }
                };
        var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!javac.getTask(null, files, null, options, null, List.of(source)).call()) {
            throw new IllegalStateException("javac refuses the template of " + model);
        }
        List<CompiledClass> classes = new ArrayList<>();
        written.forEach(
                (name, bytes) -> classes.add(new CompiledClass(name, model, bytes.toByteArray())));
        return classes;
    }
}
