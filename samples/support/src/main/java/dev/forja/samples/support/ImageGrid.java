package dev.forja.samples.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Rows of grey images of one size, written as PNG: ink is black on white paper. */
public final class ImageGrid {
    private static final int ZOOM = 8;
    private static final int GAP = 8;
    private static final int WHITE = 0xffffff;

    private final int side;
    private final List<float[]> rows = new ArrayList<>();

    /** An empty grid of images of {@code side} times {@code side} pixels. */
    public ImageGrid(int side) {
        this.side = side;
    }

    /** Adds a row of images, one after the other; pixels are cut to 0 (paper) to 1 (ink). */
    public ImageGrid row(float[] pixels) {
        rows.add(pixels.clone());
        return this;
    }

    /**
     * Writes the grid.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path png) throws IOException {
        int most = rows.stream().mapToInt(row -> row.length / (side * side)).max().orElse(0);
        int cell = side * ZOOM + GAP;
        var image =
                new BufferedImage(
                        most * cell + GAP, rows.size() * cell + GAP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, color(x - GAP, y - GAP, cell));
            }
        }
        ImageIO.write(image, "png", png.toFile());
    }

    private int color(int x, int y, int cell) {
        if (x < 0 || y < 0 || x % cell >= side * ZOOM || y % cell >= side * ZOOM) {
            return WHITE;
        }
        float[] row = rows.get(y / cell);
        int pixel = (y % cell / ZOOM) * side + x % cell / ZOOM;
        int index = x / cell * side * side + pixel;
        if (index >= row.length) {
            return WHITE;
        }
        int grey = Math.round(255 * (1 - Math.clamp(row[index], 0f, 1f)));
        return grey << 16 | grey << 8 | grey;
    }
}
