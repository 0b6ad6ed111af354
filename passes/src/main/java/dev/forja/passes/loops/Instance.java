package dev.forja.passes.loops;

/**
 * Which copy of the body a value belongs to when several positions are computed side by side.
 *
 * @param row position in the jammed block
 * @param panel panel of the group
 * @param vector vector of the panel
 */
record Instance(int row, int panel, int vector) {
    static final Instance FIRST = new Instance(0, 0, 0);
}
