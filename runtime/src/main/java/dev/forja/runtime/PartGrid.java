package dev.forja.runtime;

/**
 * Two ranges cut into a grid of parts, the outer one first and the inner one only where the outer
 * has too few blocks. Cuts lie between blocks. Which cuts are made changes no result, only who
 * computes it.
 */
final class PartGrid {
    private int outer;
    private int outerStep;
    private int inner;
    private int innerStep;
    private int innerParts;
    private int parts;

    /**
     * Cuts into at least {@code wanted} parts, if there are so many blocks, and into less than
     * twice as many an axis.
     */
    void cut(int wanted, int outer, int outerBlock, int inner, int innerBlock) {
        this.outer = outer;
        this.inner = inner;
        if (outer <= 0 || inner <= 0) {
            parts = 0;
            return;
        }
        outerStep = step(outer, outerBlock, wanted);
        int outerParts = Math.ceilDiv(outer, outerStep);
        innerStep = step(inner, innerBlock, Math.ceilDiv(wanted, outerParts));
        innerParts = Math.ceilDiv(inner, innerStep);
        parts = outerParts * innerParts;
    }

    private static int step(int extent, int block, int wanted) {
        int blocks = Math.ceilDiv(extent, block);
        return (int) Math.min(extent, (long) Math.max(1, blocks / wanted) * block);
    }

    int parts() {
        return parts;
    }

    int outerFrom(int part) {
        return part / innerParts * outerStep;
    }

    int outerTo(int part) {
        return (int) Math.min(outer, (long) outerFrom(part) + outerStep);
    }

    int innerFrom(int part) {
        return part % innerParts * innerStep;
    }

    int innerTo(int part) {
        return (int) Math.min(inner, (long) innerFrom(part) + innerStep);
    }
}
