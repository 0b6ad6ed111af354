package dev.forja.compiler.onnx;

import dev.forja.frontend.onnx.OnnxException;
import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.data.OnnxDataException;
import dev.forja.frontend.onnx.data.OnnxFiles;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.type.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles a case, runs it on its data and compares. Dimensions stay symbolic where that is
 * possible; inputs whose content decides a shape are bound to the data.
 */
public final class CaseVerifier {
    private final int lanes;
    private final Comparison.Tolerance tolerance;

    /**
     * @param lanes lane count of the kernels
     */
    public CaseVerifier(int lanes, Comparison.Tolerance tolerance) {
        this.lanes = lanes;
        this.tolerance = tolerance;
    }

    /** Verifies one case; whatever goes wrong in it is its result. */
    public CaseResult verify(Case one) {
        try {
            var message = OnnxFiles.model(one.model());
            if (one.sets().isEmpty()) {
                return result(one, CaseResult.Outcome.FAIL, "there is no test_data_set_0");
            }
            var comparison = Comparison.EQUAL;
            var run = new Run(one.model(), message, one.sets());
            for (var set : one.sets()) {
                comparison = comparison.and(run.compare(set));
            }
            return comparison.problem().isEmpty()
                    ? result(
                            one,
                            CaseResult.Outcome.PASS,
                            String.format(
                                    Locale.ROOT,
                                    "max error %.3g, max ULP %d",
                                    comparison.maxError(),
                                    comparison.maxUlp()))
                    : result(one, CaseResult.Outcome.FAIL, comparison.problem());
        } catch (OnnxException e) {
            var outcome =
                    e.isUnsupported() ? CaseResult.Outcome.UNSUPPORTED : CaseResult.Outcome.FAIL;
            return result(one, outcome, e.getMessage());
        } catch (OnnxDataException e) {
            var outcome =
                    e.isUnsupported() ? CaseResult.Outcome.UNSUPPORTED : CaseResult.Outcome.FAIL;
            return result(one, outcome, e.getMessage());
        } catch (CompileException e) {
            return result(one, CaseResult.Outcome.UNSUPPORTED, e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            return result(one, CaseResult.Outcome.FAIL, defect(e));
        }
    }

    private static CaseResult result(Case one, CaseResult.Outcome outcome, String detail) {
        return new CaseResult(one.name(), outcome, detail);
    }

    private static String defect(Throwable e) {
        var frame = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
        return e.getClass().getSimpleName() + ": " + e.getMessage() + frame;
    }

    /** One case on its data sets; compiled again only when bound content differs. */
    private final class Run {
        private final Path file;
        private final ModelMessage message;
        private final List<DataSet> sets;
        private final List<ValueMessage> inputs;
        private final List<String> outputs;
        private OnnxOptions options = OnnxOptions.NONE;
        private LoadedOnnx loaded;

        Run(Path file, ModelMessage message, List<DataSet> sets) {
            this.file = file;
            this.sets = sets;
            this.message = message;
            Set<String> initialized =
                    message.getGraph().getInitializersList().stream()
                            .map(TensorMessage::getName)
                            .collect(Collectors.toSet());
            this.inputs =
                    message.getGraph().getInputsList().stream()
                            .filter(input -> !initialized.contains(input.getName()))
                            .toList();
            var values = new ArrayList<>(message.getGraph().getInputsList());
            values.addAll(message.getGraph().getOutputsList());
            for (var value : values) {
                OnnxFrontend.requireTensor(value);
            }
            this.outputs =
                    message.getGraph().getOutputsList().stream()
                            .map(ValueMessage::getName)
                            .toList();
        }

        Comparison compare(DataSet set) throws IOException {
            var data = data(set);
            var expected = set.outputs();
            var results = results(data);
            if (results.size() != expected.size()) {
                return new Comparison(
                        0, 0, results.size() + " outputs, expected " + expected.size());
            }
            var comparison = Comparison.EQUAL;
            for (int i = 0; i < results.size(); i++) {
                var reference = expected.get(i);
                comparison =
                        comparison.and(
                                Comparison.of(
                                        outputs.get(i), results.get(i), reference, tolerance));
            }
            return comparison;
        }

        private Map<String, TensorData> data(DataSet set) throws IOException {
            var data = new LinkedHashMap<String, TensorData>();
            var given = set.inputs(inputs);
            for (int i = 0; i < inputs.size() && i < given.size(); i++) {
                data.put(inputs.get(i).getName(), given.get(i));
            }
            return data;
        }

        private List<TensorData> results(Map<String, TensorData> data) throws IOException {
            if (loaded == null || !options.bound().isEmpty()) {
                load(data, Map.of());
            }
            try {
                return loaded.run(arguments(data));
            } catch (IllegalArgumentException _) {
                // One symbol for two sizes, as exporters write.
                load(data, splitShapes());
                return loaded.run(arguments(data));
            }
        }

        private List<TensorData> arguments(Map<String, TensorData> data) {
            var arguments = new ArrayList<TensorData>();
            for (var name : loaded.inputs()) {
                if (!data.containsKey(name)) {
                    throw new IllegalStateException("no data for input " + name);
                }
                arguments.add(data.get(name));
            }
            return arguments;
        }

        private void load(Map<String, TensorData> data, Map<String, Shape> shapes) {
            loaded = LoadedOnnx.of(FoldWeights.in(imported(data, shapes)), lanes);
        }

        private OnnxModel imported(Map<String, TensorData> data, Map<String, Shape> given) {
            var bound = new HashMap<String, TensorData>();
            options.bound().keySet().forEach(name -> bound.put(name, data.get(name)));
            var shapes = given;
            while (true) {
                options = new OnnxOptions(Map.of(), bound, shapes);
                try {
                    return OnnxFrontend.read(file, message, options);
                } catch (OnnxException e) {
                    boolean binds = false;
                    for (var name : e.deciding()) {
                        if (data.containsKey(name)) {
                            binds |= bound.put(name, data.get(name)) == null;
                        }
                    }
                    if (!binds) {
                        var fixed = shapes(data);
                        if (fixed.equals(shapes)) {
                            throw e;
                        }
                        shapes = fixed;
                    }
                }
            }
        }

        private Map<String, Shape> splitShapes() throws IOException {
            var all = new ArrayList<Map<String, TensorData>>();
            for (var set : sets) {
                all.add(data(set));
            }
            return SplitSymbols.shapes(inputs, all);
        }

        private static Map<String, Shape> shapes(Map<String, TensorData> data) {
            var shapes = new HashMap<String, Shape>();
            data.forEach((name, tensor) -> shapes.put(name, tensor.type().shape()));
            return shapes;
        }
    }
}
