package dev.forja.test.docs;

import dev.forja.compiler.onnx.Case;
import dev.forja.compiler.onnx.CaseResult;
import dev.forja.compiler.onnx.CaseVerifier;
import dev.forja.compiler.onnx.Comparison;
import dev.forja.frontend.onnx.data.OnnxFiles;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.onnx.OnnxOperators;
import dev.forja.runtime.Lanes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@code docs/onnx-support.md}: which ONNX operators there are, and what their cases say.
 */
final class OnnxSupport {
    private static final String HEAD =
            """
            # ONNX operators

            Generated; `OnnxSupportTest` fails when an operator or a range is stale and says how to write the page anew. \
            *Operator sets* are those of which the semantics are implemented. *Cases* are those of the ONNX project in \
            whose graph the operator occurs: how many pass (rtol 1e-3, atol 1e-7) of how many there are, in the last run \
            that had them. *Max ULP* is the greatest distance to the reference over the passing cases of that operator \
            alone, in units in the last place of the reference; it is large where a reference is nearly zero.

            Element types: float32, float64, int8 to int64, uint8 to uint64, bool; float16 and bfloat16 are carried in \
            float32 and rounded where they are stored. Not supported, and reported with the names of the nodes: strings, \
            sequences, optionals, image decoding, the types of 8 bits and fewer that are no integers, the training and \
            the machine-learning domains, random numbers without a seed.

            Where the elements of an operand decide the shape of a result (Compress, NonMaxSuppression, NonZero, Unique, \
            shapes, axes, pads), they have to be known at compile time: constants, or inputs bound with `--bind`; \
            `forja verify` binds them by itself.

            Regions of If, Loop and Scan may carry and give every element type. What exporters write out with primitive \
            operators is recognised, in regions too: layer normalisation (as PyTorch and as TensorFlow write it), \
            normalisation by the root of the mean square, softmax, its logarithm, GELU and its approximation by tanh, \
            swish, scaled dot-product attention.

            | operator | operator sets | becomes | cases | max ULP |
            |---|---|---|---|---|
            """;

    private static final Pattern ULP = Pattern.compile("max ULP (\\d+)");

    /** A row without what only a run of the cases can tell. */
    record Row(String operator, String ranges, String becomes) {
        String start() {
            return "| %s | %s | %s |".formatted(operator, ranges, becomes);
        }
    }

    /** What the cases of an operator said. */
    private static final class Tally {
        private int passed;
        private int all;
        private long ulp = -1;

        void add(CaseResult result, boolean isAlone) {
            all++;
            if (result.outcome() == CaseResult.Outcome.PASS) {
                passed++;
                var found = ULP.matcher(result.detail());
                if (isAlone && found.find()) {
                    ulp = Math.max(ulp, Long.parseLong(found.group(1)));
                }
            }
        }

        String cells() {
            return " %d of %d | %s |".formatted(passed, all, ulp < 0 ? "" : ulp);
        }
    }

    private OnnxSupport() {}

    /** Sorted by operator. */
    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        OnnxOperators.all()
                .forEach((operator, declared) -> {
                    var ranges = new TreeSet<String>();
                    var becomes = new TreeSet<String>();
                    for (var one : declared) {
                        int until = one.name().until();
                        ranges.add(
                                one.name().since()
                                        + (until == Integer.MAX_VALUE ? " on" : " to " + until));
                        becomes.add(OpCatalog.example(one.op()).mnemonic());
                    }
                    rows.add(
                            new Row(
                                    operator,
                                    String.join(", ", ranges),
                                    String.join(", ", becomes)));
                });
        return rows;
    }

    /** The page with the cells that a function gives for an operator. */
    static String page(Map<String, String> cells) {
        var page = new StringBuilder(HEAD);
        for (var row : rows()) {
            page.append(row.start())
                    .append(cells.getOrDefault(row.operator(), " 0 of 0 | |"))
                    .append('\n');
        }
        return page.toString();
    }

    /** The cells about cases that a page has. */
    static Map<String, String> cells(String page) {
        var cells = new HashMap<String, String>();
        page.lines()
                .filter(line -> line.startsWith("| "))
                .forEach(line -> {
                    var parts = line.split("\\|", -1);
                    var rest = Arrays.copyOfRange(parts, 4, parts.length);
                    cells.put(parts[1].strip(), String.join("|", rest));
                });
        return cells;
    }

    /** The cells about cases, from a run of all of them. */
    static Map<String, String> run(List<Case> cases) throws IOException {
        var verifier = new CaseVerifier(Lanes.preferred(), new Comparison.Tolerance(1e-3, 1e-7));
        var results =
                cases.parallelStream()
                        .collect(Collectors.toConcurrentMap(Case::model, verifier::verify));
        var tallies = new HashMap<String, Tally>();
        for (var one : cases) {
            var operators = operators(one);
            for (var operator : operators) {
                tallies.computeIfAbsent(operator, _ -> new Tally())
                        .add(results.get(one.model()), operators.size() == 1);
            }
        }
        var cells = new HashMap<String, String>();
        tallies.forEach((operator, tally) -> cells.put(operator, tally.cells()));
        return cells;
    }

    /** Operators of the graph; constants only where there is nothing else. */
    private static Set<String> operators(Case one) throws IOException {
        var operators = new TreeSet<String>();
        for (var node : OnnxFiles.model(one.model()).getGraph().getNodesList()) {
            var domain = node.getDomain();
            boolean isPlain = domain.isEmpty() || domain.equals("ai.onnx");
            operators.add(isPlain ? node.getOperator() : domain + ":" + node.getOperator());
        }
        if (operators.size() > 1) {
            operators.remove("Constant");
        }
        return operators;
    }
}
