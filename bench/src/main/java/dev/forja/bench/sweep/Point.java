package dev.forja.bench.sweep;

import dev.forja.bench.workload.ModelSource;
import java.util.Map;

/**
 * A model at one size.
 *
 * @param source the model
 * @param entry its entry
 * @param symbols sizes of its symbols
 * @param operations floating-point operations of a call; a multiply-add counts as two
 */
record Point(ModelSource source, String entry, Map<String, Integer> symbols, double operations) {}
