package dev.forja.frontend.onnx.graph;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Java identifiers for the names of a model, each once. */
public final class Identifiers {
    private final Set<String> taken = new HashSet<>();

    /** An identifier that nothing else has. */
    public String unique(String name) {
        var wanted = of(name, "value");
        var found = wanted;
        for (int suffix = 1; !taken.add(found); suffix++) {
            found = wanted + "_" + suffix;
        }
        return found;
    }

    /** The name with everything replaced that no Java identifier has. */
    public static String of(String name, String empty) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char next = name.charAt(i);
            boolean isPlain =
                    (next >= 'a' && next <= 'z')
                            || (next >= 'A' && next <= 'Z')
                            || (next >= '0' && next <= '9')
                            || next == '_';
            text.append(isPlain ? next : '_');
        }
        if (text.isEmpty()) {
            text.append(empty);
        }
        if (Character.isDigit(text.charAt(0))) {
            text.insert(0, '_');
        }
        var identifier = text.toString();
        boolean isReserved =
                SourceVersion.isKeyword(identifier)
                        || identifier.equals("_")
                        || identifier.equals("max")
                        || identifier.equals("min");
        return isReserved ? identifier + "_" : identifier;
    }
}
