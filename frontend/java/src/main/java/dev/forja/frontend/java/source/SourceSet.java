package dev.forja.frontend.java.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithName;
import dev.forja.frontend.java.SourceFile;
import dev.forja.frontend.java.SourceLookup;
import dev.forja.frontend.java.report.Reporter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sources of a run: the given files, and those that they refer to, parsed when asked for. */
public final class SourceSet {
    private final SourceLookup lookup;
    private final Reporter reporter;
    private final Map<String, ModelClass> classes = new LinkedHashMap<>();
    private final Set<String> searched = new HashSet<>();
    private final Set<String> given = new HashSet<>();

    public SourceSet(SourceLookup lookup, Reporter reporter) {
        this.lookup = lookup;
        this.reporter = reporter;
    }

    /** Adds a file that the run is about. */
    public List<ModelClass> add(SourceFile file) {
        given.add(file.path());
        return parse(file);
    }

    /** Whether the run is about a file, and not only looked it up. */
    public boolean isGiven(String path) {
        return given.contains(path);
    }

    /** Parses a file; the result is empty, and reported, when it isn't Java. */
    private List<ModelClass> parse(SourceFile file) {
        var configuration = new ParserConfiguration();
        configuration.setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_25);
        configuration.setTabSize(1);
        ParseResult<CompilationUnit> result;
        try {
            result = new JavaParser(configuration).parse(file.text());
        } catch (StackOverflowError e) {
            reporter.report(SyntaxErrors.tooDeep(file.path()));
            return List.of();
        }
        if (!result.isSuccessful() || result.getResult().isEmpty()) {
            SyntaxErrors.of(file.path(), result).forEach(reporter::report);
            return List.of();
        }
        var unit = result.getResult().get();
        var packageName =
                unit.getPackageDeclaration().map(NodeWithName::getNameAsString).orElse("");
        var found = new ArrayList<ModelClass>();
        for (var type : unit.getTypes()) {
            if (type instanceof ClassOrInterfaceDeclaration declaration) {
                var top = new ModelClass(file.path(), packageName, unit, declaration, null);
                found.add(top);
                classes.putIfAbsent(top.qualifiedName(), top);
            }
        }
        return found;
    }

    /** The class that a simple or qualified name means inside another class. */
    public Optional<ModelClass> resolve(String name, ModelClass from) {
        int dot = name.indexOf('.');
        var head = dot < 0 ? name : name.substring(0, dot);
        for (var scope = from; scope != null; scope = scope.outer()) {
            if (scope.name().equals(head)) {
                return member(scope, name, dot);
            }
            for (var nested : scope.nested()) {
                if (nested.name().equals(head)) {
                    return member(nested, name, dot);
                }
            }
        }
        for (var candidate : candidates(head, from)) {
            var found = load(candidate);
            if (found.isPresent()) {
                return member(found.get(), name, dot);
            }
        }
        return dot < 0 ? Optional.empty() : load(name);
    }

    /** The qualified names under which a simple name is looked up, in order. */
    public Set<String> candidates(String simpleName, ModelClass from) {
        var names = new LinkedHashSet<String>();
        for (var imported : from.unit().getImports()) {
            if (isClassImport(imported) && imported.getNameAsString().endsWith("." + simpleName)) {
                names.add(imported.getNameAsString());
            }
        }
        var own = from.packageName();
        names.add(own.isEmpty() ? simpleName : own + "." + simpleName);
        for (var imported : from.unit().getImports()) {
            if (imported.isAsterisk() && !imported.isStatic()) {
                names.add(imported.getNameAsString() + "." + simpleName);
            }
        }
        return names;
    }

    private static boolean isClassImport(ImportDeclaration imported) {
        return !imported.isStatic() && !imported.isAsterisk();
    }

    private Optional<ModelClass> member(ModelClass scope, String name, int dot) {
        if (dot < 0) {
            return Optional.of(scope);
        }
        var rest = name.substring(dot + 1);
        int next = rest.indexOf('.');
        var head = next < 0 ? rest : rest.substring(0, next);
        return nested(scope, head).flatMap(inner -> member(inner, rest, next));
    }

    /** The class of a qualified name. */
    public Optional<ModelClass> load(String qualifiedName) {
        var known = classes.get(qualifiedName);
        if (known == null && searched.add(qualifiedName)) {
            lookup.find(qualifiedName).ifPresent(this::parse);
            known = classes.get(qualifiedName);
        }
        if (known != null) {
            return Optional.of(known);
        }
        int dot = qualifiedName.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : load(qualifiedName.substring(0, dot))
                        .flatMap(outer -> nested(outer, qualifiedName.substring(dot + 1)));
    }

    private static Optional<ModelClass> nested(ModelClass outer, String name) {
        return outer.nested().stream().filter(inner -> inner.name().equals(name)).findFirst();
    }
}
