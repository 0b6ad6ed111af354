package dev.forja.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import javax.lang.model.SourceVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digits", "a.b.C", "_x", "$y", "größe", "record", "var", "", ".", "a.", ".a",
                "a..b", "1a", "a-b", "a b", "class", "a.int.b", "_", "true", "null", "goto", "../A",
                "a/B", "permits", "enum"
            })
    void theyAreThoseThatJavacTakes(String name) {
        assertThat(JavaNames.isQualified(name)).isEqualTo(SourceVersion.isName(name));
        boolean isSimple = SourceVersion.isName(name) && !name.contains(".");
        assertThat(JavaNames.isSimple(name)).isEqualTo(isSimple);
    }
}
