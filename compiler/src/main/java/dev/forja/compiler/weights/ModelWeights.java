package dev.forja.compiler.weights;

import dev.forja.compiler.WeightsRequest;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.type.TensorType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Values of a model's parameters out of a file, by name.
 *
 * @param values by our name; of every parameter
 * @param report what came from where and what did not, a line each
 */
public record ModelWeights(SortedMap<String, TensorData> values, List<String> report) {
    private static final int SHOWN = 12;

    /** Reads what the model wants; notes what doesn't fit. */
    private static final class Matching {
        private final ModelDef model;
        private final Path path;
        private final WeightsFile file;
        private final WeightNames names;
        private final SortedMap<String, TensorData> values = new TreeMap<>();
        private final SortedSet<String> unused;
        private final List<String> lines = new ArrayList<>();
        private final List<String> initial = new ArrayList<>();
        private final List<Diagnostic> problems = new ArrayList<>();

        Matching(ModelDef model, Path path, WeightsFile file, WeightNames names) {
            this.model = model;
            this.path = path;
            this.file = file;
            this.names = names;
            this.unused = new TreeSet<>(file.names());
        }

        void parameter(ParameterDef parameter, boolean partial) throws IOException {
            var sources = names.sources(parameter.name());
            var first = sources.getFirst().name();
            if (partial && first.equals(parameter.name()) && !file.names().contains(first)) {
                initial.add(parameter.name());
                return;
            }
            TensorData sum = null;
            for (var source : sources) {
                var data = tensor(parameter, source);
                if (data.isEmpty()) {
                    return;
                }
                sum = sum == null ? data.get() : TensorSum.of(sum, data.get());
            }
            values.put(parameter.name(), sum);
            var text =
                    sources.stream()
                            .map(WeightNames.Source::text)
                            .collect(Collectors.joining(" + "));
            lines.add("  " + parameter.name() + " " + parameter.type() + " <- " + text);
        }

        /** What a parameter gets of a tensor; nothing, and a problem, where that doesn't fit. */
        private Optional<TensorData> tensor(ParameterDef parameter, WeightNames.Source source)
                throws IOException {
            if (!file.names().contains(source.name())) {
                missing(parameter, source);
                return Optional.empty();
            }
            unused.remove(source.name());
            var found = file.describe(source.name());
            var expected = parameter.type();
            var order = source.permutation(found.shape().size());
            if (order.isEmpty()) {
                problem(
                        parameter,
                        "the axes of the rule don't fit",
                        "a permutation of " + found.shape().size() + " axes",
                        source.text(),
                        "");
                return Optional.empty();
            }
            var ours = order.get().stream().map(found.shape()::get).toList();
            boolean fits =
                    found.type().equals(expected.dtype().text()) && ours.equals(sizes(expected));
            if (!fits) {
                var rule = source.order() == null ? "" : ", as " + source.text() + " " + ours;
                problem(
                        parameter,
                        "tensor '" + source.name() + "' of " + path + " does not fit",
                        expected.dtype().text() + " " + sizes(expected),
                        found.text() + rule,
                        hint(parameter, source, found));
                return Optional.empty();
            }
            return Optional.of(permuted(file.read(source.name()), order.get(), expected));
        }

        private void missing(ParameterDef parameter, WeightNames.Source source) {
            var type = parameter.type();
            problem(
                    parameter,
                    "there is no tensor '" + source.name() + "' in " + path,
                    type.dtype().text() + " " + sizes(type),
                    "the tensors " + some(file.names()),
                    "--weights-map "
                            + parameter.name()
                            + "=NAME says what it is called, --weights-partial keeps its initial"
                            + " values");
        }

        private static String hint(
                ParameterDef parameter, WeightNames.Source source, WeightsFile.Found found) {
            var type = parameter.type();
            if (!found.type().equals(type.dtype().text())) {
                return "convert it to " + type.dtype().text();
            }
            boolean isTransposed =
                    source.order() == null && found.shape().reversed().equals(sizes(type));
            return isTransposed
                    ? "--weights-map '" + parameter.name() + "=transpose(" + source.name() + ")'"
                    : "";
        }

        private void problem(
                ParameterDef parameter,
                String message,
                String expected,
                String found,
                String hint) {
            problems.add(
                    new Diagnostic(
                            parameter.location(),
                            parameter.name(),
                            message,
                            expected,
                            found,
                            hint));
        }

        /** Rules about parameters that none of the models has. */
        void requireRules(List<ModelDef> models) {
            var known =
                    models.stream()
                            .flatMap(each -> each.parameters().stream())
                            .map(ParameterDef::name)
                            .distinct()
                            .toList();
            var who = models.stream().map(ModelDef::name).collect(Collectors.joining(" or "));
            for (var rule : names.rules().keySet()) {
                if (known.stream().noneMatch(name -> WeightNames.matches(rule, name))) {
                    problems.add(
                            new Diagnostic(
                                    model.location(),
                                    "--weights-map",
                                    "no parameter '" + rule + "' in " + who,
                                    "one of " + some(known),
                                    rule,
                                    ""));
                }
            }
        }

        ModelWeights result() {
            if (!problems.isEmpty()) {
                throw new CompileException(problems);
            }
            var report = new ArrayList<String>();
            int all = model.parameters().size();
            report.add(
                    path + ": " + lines.size() + " of " + all + " parameters of " + model.name());
            report.addAll(lines);
            if (!initial.isEmpty()) {
                report.add("  initial values: " + String.join(", ", initial));
                var others = InitialValues.of(model);
                initial.forEach(name -> values.put(name, others.get(name)));
            }
            if (!unused.isEmpty()) {
                report.add("  not used: " + some(unused));
            }
            return new ModelWeights(values, report);
        }
    }

    /**
     * Reads a file.
     *
     * @param request what the parameters are called, and whether all have to be there
     * @param models all that get weights: a rule may be about another one
     * @throws CompileException with each parameter that gets no values, and why
     * @throws IOException when the file can't be read, or is broken
     */
    public static ModelWeights read(
            ModelDef model, Path path, WeightsRequest request, List<ModelDef> models)
            throws IOException {
        try (var file = WeightsFile.open(path)) {
            var matching = new Matching(model, path, file, new WeightNames(request.names()));
            matching.requireRules(models);
            for (var parameter : model.parameters()) {
                matching.parameter(parameter, request.partial());
            }
            return matching.result();
        }
    }

    private static List<Long> sizes(TensorType type) {
        return type.shape().dims().stream().map(dim -> dim.constant()).toList();
    }

    private static String some(Collection<String> names) {
        var shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "none"
                : names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    /** Axis i of the result is axis {@code order[i]} of the data. */
    private static TensorData permuted(TensorData data, List<Integer> order, TensorType to) {
        if (order.equals(order.stream().sorted().toList())) {
            return data;
        }
        var strides = data.type().shape().strides();
        int rank = order.size();
        var sizes = sizes(to);
        var index = new long[rank];
        var array = Array.newInstance(data.array().getClass().componentType(), data.size());
        for (int i = 0; i < data.size(); i++) {
            long from = 0;
            for (int axis = 0; axis < rank; axis++) {
                from += index[axis] * strides.get(order.get(axis)).constant();
            }
            System.arraycopy(data.array(), (int) from, array, i, 1);
            for (int axis = rank - 1; axis >= 0 && ++index[axis] == sizes.get(axis); axis--) {
                index[axis] = 0;
            }
        }
        return new TensorData(to, array);
    }
}
