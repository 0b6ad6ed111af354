package dev.forja.passes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.OptimizerDef;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.verify.Verifier;
import dev.forja.passes.autodiff.Autodiff;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.tensor.DecomposeComposites;
import dev.forja.passes.tensor.DisableDropout;
import dev.forja.passes.tensor.EliminateDeadCode;
import dev.forja.passes.tensor.FoldBatchNorm;
import dev.forja.passes.tensor.GatherStatistics;
import dev.forja.passes.tensor.RecogniseForms;
import dev.forja.passes.tensor.SeedRandom;
import dev.forja.passes.tensor.SimplifyAlgebra;
import dev.forja.passes.tensor.TransformConvolutions;
import dev.forja.passes.train.BuildTrainingStep;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text in, text out, for every pass over tensor operators. */
class GoldenTest {
    private static final List<Pass> PASSES =
            List.of(
                    new DecomposeComposites(),
                    new DisableDropout(),
                    new EliminateDeadCode(),
                    new FoldBatchNorm(),
                    new RecogniseForms(),
                    new SeedRandom(),
                    new SimplifyAlgebra(),
                    new GatherStatistics(),
                    new TransformConvolutions());

    /** What is no pass, as it needs more than a function. */
    private static final Map<String, UnaryOperator<Function>> OTHERS =
            Map.of(
                    "gradient", GoldenTest::gradient,
                    "build-training-step", GoldenTest::trainingStep);

    private static Function gradient(Function function) {
        return Autodiff.gradient(function, 0, function.params(Role.PARAMETER));
    }

    private static Function trainingStep(Function function) {
        var parameters =
                function.params(Role.PARAMETER).stream()
                        .map(p -> new ParameterDef(p.name(), p.type(), "zeros", true, p.location()))
                        .toList();
        var loss = new EntryDef(function, OptimizerDef.of(function.name(), Map.of()), "");
        var model = new ModelDef("", "M", "", Location.UNKNOWN, parameters, List.of(loss));
        return BuildTrainingStep.of(model, loss, function);
    }

    static Stream<Arguments> files() {
        return GoldenFile.passes().stream()
                .flatMap(
                        pass -> GoldenFile.of(pass).stream().map(file -> Arguments.of(pass, file)));
    }

    private static Function run(String name, Function function) {
        return PASSES.stream()
                .filter(pass -> pass.name().equals(name))
                .findFirst()
                .<UnaryOperator<Function>>map(pass -> pass::run)
                .orElseGet(() -> OTHERS.get(name))
                .apply(function);
    }

    @ParameterizedTest(name = "{0}/{1}")
    @MethodSource("files")
    void theResultIsAsWritten(String pass, GoldenFile file) {
        assertThat(Verifier.verify(file.before())).isEmpty();
        var result = run(pass, file.before());
        assertThat(Verifier.verify(result)).isEmpty();
        file.check(result);
        boolean sameSignature =
                result.params().size() == file.before().params().size()
                        && result.results().size() == file.before().results().size();
        if (sameSignature) {
            Meaning.assertEqual(file.before(), result);
        }
    }

    @Test
    void everyPassHasFiles() {
        assertThat(GoldenFile.passes())
                .containsAll(PASSES.stream().map(Pass::name).toList())
                .containsAll(OTHERS.keySet());
    }

    @Test
    void everyPassSaysWhatItDoes() {
        for (var pass : PASSES) {
            assertThat(pass.name()).matches("[a-z]+(-[a-z]+)+");
            assertThat(pass.doc()).matches("[a-z][^.\\n]+");
        }
    }
}
