package dev.forja.frontend.java;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads test models. */
final class Models {
    private static final String HEADER =
            """
            package example;

            import static dev.forja.dsl.Functions.*;
            import static dev.forja.dsl.Initializers.*;

            import dev.forja.dsl.*;
            import dev.forja.dsl.layer.*;
            import java.util.*;

            """;

    private Models() {}

    static JavaFrontend frontend(Map<String, Long> bindings) {
        return new JavaFrontend(SourceLookup.classPath(Models.class.getClassLoader()), bindings);
    }

    /** The source of a test resource. */
    static SourceFile resource(String path) {
        try (var stream = Models.class.getResourceAsStream("/" + path)) {
            var name = path.substring(path.lastIndexOf('/') + 1);
            return new SourceFile(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source with the usual imports; its own first line is the tenth of the file. */
    static SourceFile source(String text) {
        return new SourceFile("Test.java", HEADER + text);
    }

    /** The only model of a source with the usual imports. */
    static ModelDef read(String text) {
        return frontend(Map.of()).parse(List.of(source(text))).getFirst();
    }

    /** The first entry of a model whose class body is given. */
    static Function entry(String body) {
        return read("@Model class Test {\n" + body + "\n}\n").entries().getFirst().forward();
    }

    /** The nodes of a function, one a line: {@code %y = relu(%x) : f32[n]}. */
    static String text(Function function) {
        return function.nodes().stream()
                .map(node ->
                        node.result()
                                + " = "
                                + node.op().mnemonic()
                                + node.operands().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", ", "(", ")"))
                                + " : "
                                + node.result().type())
                .collect(Collectors.joining("\n"));
    }
}
