package dev.forja.passes.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** One decision of a schedule, by the names of the kernel's axes and operands. */
public sealed interface ScheduleStep {
    /**
     * Splits an axis into panels of {@code vectors * lanes} and runs each panel in vector
     * registers.
     */
    record Vectorize(String axis, int lanes, int vectors) implements ScheduleStep {
        public int panel() {
            return lanes * vectors;
        }

        @Override
        public String toString() {
            return "vectorize(" + axis + ", " + vectors + "x" + lanes + ")";
        }
    }

    /**
     * Computes several positions of an axis in one pass over the reduction; the rest one by one.
     */
    record Jam(String axis, int factor) implements ScheduleStep {
        @Override
        public String toString() {
            return "jam(" + axis + ", " + factor + ")";
        }
    }

    /** Where the jammed axis has no full block, computes this many panels side by side instead. */
    record Group(int panels) implements ScheduleStep {
        @Override
        public String toString() {
            return "group(" + panels + ")";
        }
    }

    /**
     * Lets calls be cut into parts along these axes, outermost first; the parts may run at once.
     */
    record Parallel(List<String> axes) implements ScheduleStep {
        public Parallel {
            axes = List.copyOf(axes);
        }

        @Override
        public String toString() {
            return "parallel(" + String.join(" ", axes) + ")";
        }
    }

    /**
     * Copies an operand into the order in which the loops read it.
     *
     * @param axes axes of the copy, outermost first; the vectorised axis, if present, is cut into
     *     zero-padded panels: its panel number stands at its place and the position in the panel
     *     comes last
     * @param padding elements added to each innermost row, so that rows don't fall on the same
     *     cache sets
     */
    record Pack(String operand, List<String> axes, int padding) implements ScheduleStep {
        public Pack {
            axes = List.copyOf(axes);
        }

        @Override
        public String toString() {
            var text = axes.stream().collect(Collectors.joining(" "));
            return "pack(" + operand + ", " + text + (padding == 0 ? "" : " +" + padding) + ")";
        }
    }
}
