package dev.forja.frontend.java.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import dev.forja.ir.diag.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A class of a model source. Compared by identity.
 *
 * @param outer the class around it; null at top level
 */
public record ModelClass(
        String file,
        String packageName,
        CompilationUnit unit,
        ClassOrInterfaceDeclaration declaration,
        ModelClass outer) {
    public String name() {
        return declaration.getNameAsString();
    }

    /** The name with its package and the classes around it, separated by dots. */
    public String qualifiedName() {
        if (outer != null) {
            return outer.qualifiedName() + "." + name();
        }
        return packageName.isEmpty() ? name() : packageName + "." + name();
    }

    public List<ModelClass> nested() {
        return declaration.getMembers().stream()
                .filter(ClassOrInterfaceDeclaration.class::isInstance)
                .map(member -> (ClassOrInterfaceDeclaration) member)
                .map(member -> new ModelClass(file, packageName, unit, member, this))
                .toList();
    }

    public List<MethodDeclaration> methods() {
        return declaration.getMethods();
    }

    public List<MethodDeclaration> methods(String methodName) {
        return declaration.getMethodsByName(methodName);
    }

    public List<ConstructorDeclaration> constructors() {
        return declaration.getConstructors();
    }

    /** A variable of a field declaration, of which there may be several. */
    public record Field(FieldDeclaration declaration, VariableDeclarator variable) {
        public String name() {
            return variable.getNameAsString();
        }

        public boolean isStatic() {
            return declaration.isStatic();
        }

        public boolean isParameter() {
            return declaration.getAnnotationByName("Parameter").isPresent();
        }
    }

    /** All fields in declaration order. */
    public List<Field> fields() {
        var fields = new ArrayList<Field>();
        for (var declared : declaration.getFields()) {
            declared.getVariables().forEach(variable -> fields.add(new Field(declared, variable)));
        }
        return fields;
    }

    public Optional<Field> field(String fieldName) {
        return fields().stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    /** Where a node of this class begins; declarations stand at their name. */
    public Location at(Node node) {
        var place = node instanceof NodeWithSimpleName<?> named ? named.getName() : node;
        return place.getBegin()
                .map(begin -> Location.source(file, begin.line, begin.column))
                .orElse(Location.source(file, 1, 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelClass that && that.declaration == declaration;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(declaration);
    }

    @Override
    public String toString() {
        return qualifiedName();
    }
}
