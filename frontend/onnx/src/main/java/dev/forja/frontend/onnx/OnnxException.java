package dev.forja.frontend.onnx;

import dev.forja.ir.diag.CompileException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that keeps a model from being imported. */
public final class OnnxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Issue> issues;
    private final transient SortedSet<String> deciding;

    public OnnxException(List<Issue> issues, Set<String> deciding) {
        super(issues.stream().map(Issue::text).collect(Collectors.joining("; ")));
        this.issues = List.copyOf(issues);
        this.deciding = new TreeSet<>(deciding);
    }

    public List<Issue> issues() {
        return issues;
    }

    /** The inputs whose content decides shapes: bound as constants they may solve some issues. */
    public SortedSet<String> deciding() {
        return deciding;
    }

    /** Is there nothing wrong with the model but that it uses what is not supported? */
    public boolean isUnsupported() {
        return issues.stream().allMatch(Issue::isUnsupported);
    }

    public CompileException diagnostics() {
        return new CompileException(issues.stream().map(Issue::diagnostic).toList());
    }
}
