package dev.forja.passes.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.graph.Function;
import dev.forja.passes.GoldenFile;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void everyRuleHasAGoldenFileInWhichItApplies() {
        var applied = new HashSet<String>();
        for (var file : GoldenFile.of("simplify-algebra")) {
            applied.addAll(applied(file.before()));
        }
        assertThat(applied)
                .containsExactlyInAnyOrderElementsOf(
                        Rules.ALL.stream().map(Rules.Rule::name).toList());
    }

    /** Names of the rules that apply somewhere in a function. */
    private static Set<String> applied(Function function) {
        var names = new HashSet<String>();
        Rebuild.of(
                function,
                (builder, node, operands) -> {
                    for (var rule : Rules.ALL) {
                        if (rule.rewrite().apply(builder, node.op(), operands) != null) {
                            names.add(rule.name());
                        }
                    }
                    return null;
                });
        return names;
    }
}
