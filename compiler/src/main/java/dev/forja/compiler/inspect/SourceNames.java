package dev.forja.compiler.inspect;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sources of a model by their file names alone: a path on every line of a dump hides what the
 * line says. Two files of one name keep their paths.
 */
final class SourceNames {
    private static final String COMMENT = "  // ";

    private final Map<String, String> names = new LinkedHashMap<>();

    private SourceNames() {}

    static SourceNames of(ModelDef model) {
        var sources = new SourceNames();
        var files =
                Stream.concat(
                                Stream.of(model.location()),
                                model.entries().stream().flatMap(SourceNames::locations))
                        .map(Location::file)
                        .distinct()
                        .toList();
        for (var file : files) {
            var name = nameOf(file);
            boolean isAlone = files.stream().filter(f -> nameOf(f).equals(name)).count() == 1;
            if (isAlone && !name.equals(file)) {
                sources.names.put(file, name);
            }
        }
        return sources;
    }

    private static Stream<Location> locations(EntryDef entry) {
        var forward = entry.forward();
        return Stream.concat(
                forward.params().stream().map(Value::location),
                forward.nodes().stream().map(Node::location));
    }

    private static String nameOf(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** A dump with the short names. */
    String shorten(String dump) {
        var text = dump;
        for (var name : names.entrySet()) {
            text = text.replace(COMMENT + name.getKey(), COMMENT + name.getValue());
        }
        return text;
    }

    /** What the short names stand for, a comment line each. */
    List<String> legend() {
        var lines = new ArrayList<String>();
        names.forEach((file, name) -> lines.add("// " + name + " is " + file));
        return lines;
    }
}
