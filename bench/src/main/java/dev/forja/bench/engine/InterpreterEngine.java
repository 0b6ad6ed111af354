package dev.forja.bench.engine;

import dev.forja.bench.workload.Workload;
import dev.forja.bench.workload.Workload.Kind;
import dev.forja.compiler.ModelCompiler;
import dev.forja.frontend.java.JavaFrontend;
import dev.forja.frontend.java.SourceFile;
import dev.forja.frontend.java.SourceLookup;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reference interpreter, in f64. */
public final class InterpreterEngine implements Engine, EngineProvider {
    /** It takes seconds for what the others do in a millisecond. */
    private static final double MOST_OPERATIONS = 1e5;

    @Override
    public List<Engine> engines() {
        return List.of(this);
    }

    @Override
    public String name() {
        return "interpreter";
    }

    @Override
    public String title() {
        return "interpreter";
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public boolean runs(Workload workload) {
        return workload.kind() == Kind.INFERENCE && workload.operations() <= MOST_OPERATIONS;
    }

    @Override
    public Session open(Problem problem) {
        return new Interpretation(problem);
    }

    private static final class Interpretation implements Session {
        private final Function function;
        private final Map<String, Long> symbols = new HashMap<>();
        private final List<Tensor> arguments = new ArrayList<>();

        Interpretation(Problem problem) {
            var workload = problem.workload();
            var source = workload.source();
            var lookup = SourceLookup.classPath(ModelCompiler.class.getClassLoader());
            var model =
                    new JavaFrontend(lookup, workload.bound())
                            .parse(List.of(new SourceFile(source.path(), source.text())))
                            .getFirst();
            function =
                    model.entries().stream()
                            .filter(entry -> entry.name().equals(workload.entry()))
                            .findFirst()
                            .orElseThrow()
                            .forward();
            workload.symbols().forEach((name, size) -> symbols.put(name, (long) size));
            int input = 0;
            for (var param : function.params()) {
                var values =
                        function.role(param) == Role.PARAMETER
                                ? problem.parameters().floats(param.name())
                                : (float[]) problem.inputs().get(input++);
                arguments.add(Tensor.of(type(param), i -> values[i]));
            }
        }

        private TensorType type(Value param) {
            var sizes = new HashMap<String, Dim>();
            symbols.forEach((name, size) -> sizes.put(name, Dim.of(size)));
            return param.type().withShape(param.type().shape().substitute(sizes));
        }

        @Override
        public void call() {
            Interpreter.run(function, symbols, arguments);
        }

        @Override
        public float[] check() {
            var result = Interpreter.run(function, symbols, arguments).getFirst().floats();
            var floats = new float[result.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) result[i];
            }
            return floats;
        }
    }
}
