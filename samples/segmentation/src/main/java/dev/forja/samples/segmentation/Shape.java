package dev.forja.samples.segmentation;

import dev.forja.samples.support.Chance;

/**
 * A shape on an image, in pixels.
 *
 * @param kind 1 for a circle, 2 for a square, 3 for a triangle; 0 is background
 * @param x its center, from the left
 * @param y its center, from above
 * @param radius how far its corners are from the center
 * @param turn by how much it is turned, in radians
 * @param ink from 0 (paper) to 1
 */
record Shape(int kind, double x, double y, double radius, double turn, double ink) {
    /** Kinds of pixels: background, circle, square, triangle. */
    static final int CLASSES = 4;

    private static final int CIRCLE = 1;
    private static final double MARGIN = 7;

    /** Any shape; it may reach a little over the border of an image. */
    static Shape any(Chance chance, int side) {
        return new Shape(
                1 + chance.below(CLASSES - 1),
                chance.uniform(MARGIN, side - MARGIN),
                chance.uniform(MARGIN, side - MARGIN),
                chance.uniform(6, 10),
                chance.uniform(0, 2 * Math.PI),
                chance.uniform(0.45, 1));
    }

    /** Whether the center of a pixel lies in it. */
    boolean covers(int column, int row) {
        double dx = column + 0.5 - x;
        double dy = row + 0.5 - y;
        if (kind == CIRCLE) {
            return dx * dx + dy * dy <= 0.64 * radius * radius;
        }
        // A regular polygon: on the inner side of each of its edges.
        int corners = kind == 2 ? 4 : 3;
        double inner = radius * StrictMath.cos(Math.PI / corners);
        for (int i = 0; i < corners; i++) {
            double angle = turn + 2 * Math.PI * i / corners;
            if (dx * StrictMath.cos(angle) + dy * StrictMath.sin(angle) > inner) {
                return false;
            }
        }
        return true;
    }
}
