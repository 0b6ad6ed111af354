package dev.forja.compiler.cli;

import dev.forja.compiler.onnx.Case;
import dev.forja.compiler.onnx.CaseResult;
import dev.forja.compiler.onnx.CaseVerifier;
import dev.forja.compiler.onnx.Comparison;
import dev.forja.runtime.Lanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description =
                "Compiles ONNX models and compares their outputs with reference data: a line per"
                        + " case, PASS, FAIL or UNSUPPORTED.",
        footer = {
            "",
            "A case is a folder with model.onnx and test_data_set_N/{input,output}_K.pb, or a file",
            "NAME.onnx with NAME_output_K.pb beside it, whose inputs ramp from 0 to 1.",
            "Exit code 0 when no case failed.",
            "",
            "Examples:",
            "  forja verify models/resnet50",
            "  forja verify onnx/node onnx/simple --rtol 1e-4",
            "  forja verify --model minilm.onnx reference/minilm"
        })
final class VerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A case, or a folder of cases.")
    private List<Path> paths;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The model of the data sets in each PATH, in place of its model.onnx.")
    private Path model;

    @Option(
            names = "--rtol",
            paramLabel = "R",
            description = "Relative tolerance. Default: 0.001, that of the ONNX runner.")
    private double relative = 1e-3;

    @Option(
            names = "--atol",
            paramLabel = "A",
            description = "Absolute tolerance. Default: 1e-7, that of the ONNX runner.")
    private double absolute = 1e-7;

    @Override
    public Integer call() throws IOException {
        var cases = cases();
        var verifier =
                new CaseVerifier(Lanes.preferred(), new Comparison.Tolerance(relative, absolute));
        Map<CaseResult.Outcome, Integer> counts = new EnumMap<>(CaseResult.Outcome.class);
        var out = spec.commandLine().getOut();
        for (var one : cases) {
            var result = verifier.verify(one);
            counts.merge(result.outcome(), 1, Integer::sum);
            out.println(result.line());
        }
        int failed = counts.getOrDefault(CaseResult.Outcome.FAIL, 0);
        out.printf(
                Locale.ROOT,
                "%d passed, %d failed, %d unsupported%n",
                counts.getOrDefault(CaseResult.Outcome.PASS, 0),
                failed,
                counts.getOrDefault(CaseResult.Outcome.UNSUPPORTED, 0));
        out.flush();
        return failed == 0 ? Exit.DONE : Exit.INPUT_AT_FAULT;
    }

    private List<Case> cases() throws IOException {
        if (model != null && !Files.isRegularFile(model)) {
            throw new InputException(model + ": there is no such file");
        }
        var cases = new ArrayList<Case>();
        for (var path : paths) {
            if (!(model == null ? Files.exists(path) : Files.isDirectory(path))) {
                throw new InputException(path + ": there is no such folder");
            }
            var found = model == null ? Case.below(path) : List.of(Case.of(model, path));
            if (found.isEmpty()) {
                throw new InputException(
                        path + ": there is no model.onnx and no NAME.onnx with NAME_output_0.pb");
            }
            cases.addAll(found);
        }
        return cases;
    }
}
