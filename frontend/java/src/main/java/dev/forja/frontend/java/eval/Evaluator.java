package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.body.MethodDeclaration;
import dev.forja.frontend.java.call.Emitter;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.report.Reporter;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.frontend.java.source.SourceSet;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Evaluates the classes of a run: what its parts share, and the way in. An expression that is wrong
 * is reported and gives an unknown value; what depends on that value stays silent.
 */
public final class Evaluator {
    private static final int STATEMENT_LIMIT = 1_000_000;

    private final SourceSet sources;
    private final Reporter reporter;
    private final Shapes shapes;
    private final Constants constants = new Constants(this);
    private final Expressions expressions = new Expressions(this);
    private final Statements statements = new Statements(this);
    private final Methods methods = new Methods(this);
    private final Instances instances = new Instances(this);
    private final Deque<Activation> stack = new ArrayDeque<>();
    // By identity: the parser's nodes are equal when their text is.
    private final Set<MethodDeclaration> visited =
            Collections.newSetFromMap(new IdentityHashMap<>());
    private Emitter emitter;
    private int statementsLeft = STATEMENT_LIMIT;

    /**
     * Makes an evaluator.
     *
     * @param bindings symbols that are bound when the model is built
     */
    public Evaluator(SourceSet sources, Reporter reporter, Map<String, Long> bindings) {
        this.sources = sources;
        this.reporter = reporter;
        this.shapes = new Shapes(this, bindings);
    }

    /** Makes an instance of a class by its constructor without arguments. */
    public Datum instantiate(ModelClass type) {
        emitter = null;
        statementsLeft = STATEMENT_LIMIT;
        return instances.create(type, List.of(), List.of(), type.at(type.declaration()), null);
    }

    /**
     * Evaluates a method of a model into a function.
     *
     * @param into receives the operators
     * @return the result; unknown when it was reported
     */
    public Datum call(
            Emitter into, Datum.Instance model, MethodDeclaration method, List<Datum> args) {
        emitter = into;
        statementsLeft = STATEMENT_LIMIT;
        try {
            return methods.invoke(
                    model.type(), model, method, args, null, method.getNameAsString());
        } finally {
            emitter = null;
        }
    }

    /** Reads the shapes of parameters and checks those of arguments. */
    public Shapes shapes() {
        return shapes;
    }

    /**
     * Evaluates a compile-time expression in the scope of a class, such as an annotation's value.
     */
    public Datum constant(com.github.javaparser.ast.expr.Expression expression, ModelClass scope) {
        return expressions.eval(expression, Frame.ofClass(scope), null);
    }

    /** Whether some call has reached a method. */
    public boolean hasVisited(MethodDeclaration method) {
        return visited.contains(method);
    }

    SourceSet sources() {
        return sources;
    }

    Reporter reporter() {
        return reporter;
    }

    Constants constants() {
        return constants;
    }

    Expressions expressions() {
        return expressions;
    }

    Statements statements() {
        return statements;
    }

    Methods methods() {
        return methods;
    }

    Instances instances() {
        return instances;
    }

    /** Null while fields are initialized. */
    Emitter emitter() {
        return emitter;
    }

    /** Evaluates what belongs to no function, whichever function asks for it. */
    Datum outsideFunctions(Supplier<Datum> evaluation) {
        var outer = emitter;
        emitter = null;
        try {
            return evaluation.get();
        } finally {
            emitter = outer;
        }
    }

    void visit(MethodDeclaration method) {
        visited.add(method);
    }

    /**
     * Counts a statement; a model of nested loops may stay below each loop's limit and still never
     * end.
     */
    void step(Location at) {
        if (--statementsLeft == 0) {
            throw Problem.at(at, "", "the model is too long when its loops are unrolled")
                    .expected("at most " + STATEMENT_LIMIT + " statements", "more")
                    .hint("use one operator on a larger tensor in place of a loop");
        }
        if (statementsLeft < 0) {
            throw new LimitPassed();
        }
    }

    /** Ends an evaluation whose statements are used up; it was reported. */
    static final class LimitPassed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitPassed() {
            super(null, null, false, false);
        }
    }

    /** Enters a method or constructor; what calls itself is an error that shows the cycle. */
    void enter(Activation activation) {
        for (var running : stack) {
            if (running.isSame(activation)) {
                throw Problem.at(activation.calledAt(), activation.name(), "recursion")
                        .expected("methods that don't call themselves", cycle(activation))
                        .hint("use a loop over a constant");
            }
        }
        stack.push(activation);
    }

    void leave() {
        stack.pop();
    }

    private String cycle(Activation last) {
        Iterator<Activation> fromFirst = stack.descendingIterator();
        Iterable<Activation> calls = () -> fromFirst;
        var names =
                StreamSupport.stream(calls.spliterator(), false)
                        .dropWhile(running -> !running.isSame(last))
                        .map(Activation::name)
                        .collect(Collectors.joining(" -> "));
        return names + " -> " + last.name();
    }

    /**
     * Reports a problem. Inside a called method the hint says where the call stands; an error
     * inside a class that the run wasn't given, such as a layer of the library, stands at the call
     * itself.
     */
    void report(Problem problem) {
        var d = problem.diagnostic();
        for (var running : stack) {
            if (running.calledAt() == null || sources.isGiven(d.location().file())) {
                break;
            }
            d = moved(d, running);
        }
        var caller = stack.isEmpty() ? null : stack.peek().calledAt();
        boolean isInside = caller != null && d.location().equals(problem.diagnostic().location());
        reporter.report(
                isInside ? noting(d, "in " + stack.peek().name() + ", called at " + caller) : d);
    }

    private static Diagnostic moved(Diagnostic d, Activation running) {
        var inside = noting(d, "in " + running.name() + " at " + d.location());
        return new Diagnostic(
                running.calledAt(),
                inside.operator(),
                inside.message(),
                inside.expected(),
                inside.found(),
                inside.hint());
    }

    private static Diagnostic noting(Diagnostic d, String note) {
        return d.withHint(d.hint().isEmpty() ? note : d.hint() + " (" + note + ")");
    }
}
