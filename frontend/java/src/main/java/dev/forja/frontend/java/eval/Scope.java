package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.type.Type;
import dev.forja.frontend.java.data.Datum;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** The local variables of a block and the blocks around it. */
final class Scope {
    /** A local variable; its value is null before the first assignment. */
    static final class Variable {
        private final Type type;
        private Datum value;

        Variable(Type type, Datum value) {
            this.type = type;
            this.value = value;
        }

        Type type() {
            return type;
        }

        Datum value() {
            return value;
        }

        void assign(Datum next) {
            value = next;
        }
    }

    private final Scope outer;
    private final Map<String, Variable> variables = new HashMap<>();

    Scope(Scope outer) {
        this.outer = outer;
    }

    /** Declares a variable; its value is null until it is assigned. */
    void declare(String name, Type type, Datum value) {
        variables.put(name, new Variable(type, value));
    }

    /** The variable of a name; null when there is none. */
    Variable find(String name) {
        for (var scope = this; scope != null; scope = scope.outer) {
            var variable = scope.variables.get(name);
            if (variable != null) {
                return variable;
            }
        }
        return null;
    }

    Collection<String> names() {
        var names = new LinkedHashSet<String>();
        for (var scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.variables.keySet());
        }
        return names;
    }
}
