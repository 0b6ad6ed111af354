package dev.forja.passes.tensor.pattern;

import dev.forja.ir.graph.Value;
import java.util.Optional;
import java.util.function.Function;

/**
 * A program of operators that something else says better.
 *
 * @param name what it is, for tests
 * @param replacement builds what replaces it; empty where what was captured doesn't fit
 */
public record Form(String name, Pattern pattern, Function<Rewrite, Optional<Value>> replacement) {}
