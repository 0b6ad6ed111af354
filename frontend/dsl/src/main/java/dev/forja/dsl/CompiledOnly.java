package dev.forja.dsl;

/** What every function of the language does when somebody runs a model source as plain Java. */
final class CompiledOnly {
    private CompiledOnly() {}

    /** Never returns; generic so that each function can end with it. */
    static <T> T result() {
        throw new IllegalStateException(
                "a model source is compiled by Forja and never run: build it with forja-maven-plugin or 'forja compile'"
                        + " and use the generated class");
    }
}
