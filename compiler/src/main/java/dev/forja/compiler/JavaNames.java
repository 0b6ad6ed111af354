package dev.forja.compiler;

import java.util.Set;

/** Names that Java takes for classes and packages (JLS 3.8, 3.9). */
public final class JavaNames {
    /** Keywords, the literals that look like names, and the underscore. */
    private static final Set<String> RESERVED =
            Set.of(
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "const",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "false",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "goto",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "null",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "return",
                    "short",
                    "static",
                    "strictfp",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "transient",
                    "true",
                    "try",
                    "void",
                    "volatile",
                    "while",
                    "_");

    private JavaNames() {}

    /** Whether a simple name may be that of a class. */
    public static boolean isSimple(String name) {
        return !name.isEmpty()
                && !RESERVED.contains(name)
                && Character.isJavaIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(Character::isJavaIdentifierPart);
    }

    /** Whether simple names with dots between may be that of a package. */
    public static boolean isQualified(String name) {
        for (var part : name.split("\\.", -1)) {
            if (!isSimple(part)) {
                return false;
            }
        }
        return true;
    }
}
