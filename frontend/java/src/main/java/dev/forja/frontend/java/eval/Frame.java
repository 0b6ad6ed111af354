package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.type.Type;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.diag.Location;

/** One activation of a method, constructor or field initializer. */
final class Frame {
    private final ModelClass owner;
    private final Datum.Instance self;
    private final boolean constructs;
    private final Type returnType;
    private final String resultName;
    private Scope scope = new Scope(null);
    private Datum result = Datum.Special.NOTHING;

    private Frame(
            ModelClass owner,
            Datum.Instance self,
            boolean constructs,
            Type returnType,
            String resultName) {
        this.owner = owner;
        this.self = self;
        this.constructs = constructs;
        this.returnType = returnType;
        this.resultName = resultName;
    }

    /** For static initializers. */
    static Frame ofClass(ModelClass owner) {
        return new Frame(owner, null, false, null, null);
    }

    /** For field initializers and constructors. */
    static Frame constructing(Datum.Instance self) {
        return new Frame(self.type(), self, true, null, null);
    }

    /**
     * For a method.
     *
     * @param self null for a static one
     * @param resultName the name of the tensor that it returns
     */
    static Frame ofMethod(
            ModelClass owner, Datum.Instance self, Type returnType, String resultName) {
        return new Frame(owner, self, false, returnType, resultName);
    }

    ModelClass owner() {
        return owner;
    }

    /** The receiver; null in a static context. */
    Datum.Instance self() {
        return self;
    }

    /** Whether fields may be assigned. */
    boolean constructs() {
        return constructs;
    }

    /** Null where nothing can be returned. */
    Type returnType() {
        return returnType;
    }

    String resultName() {
        return resultName;
    }

    Scope scope() {
        return scope;
    }

    void enter() {
        scope = new Scope(scope);
    }

    void leave(Scope outer) {
        scope = outer;
    }

    Datum result() {
        return result;
    }

    void result(Datum value) {
        result = value;
    }

    Location at(Node node) {
        return owner.at(node);
    }
}
