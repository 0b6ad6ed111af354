package dev.forja.samples.clustering;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;

/**
 * The steps of Lloyd's algorithm (S. Lloyd, "Least Squares Quantization in PCM", 1982) for three
 * clusters of n points with f features.
 */
@Model
class KMeans {
    static final int CLUSTERS = 3;

    /** The squared distance of each point from each center, [n, 3]. */
    Tensor distances(Tensor x, Tensor centers) {
        return sum(square(expandDims(x, 1).minus(expandDims(centers, 0))), 2);
    }

    /**
     * The nearest center of each point.
     *
     * @param x the points
     * @param centers the centers
     */
    @Entry
    IntTensor assign(@Shape("n, f") Tensor x, @Shape("3, f") Tensor centers) {
        return argMin(distances(x, centers), 1);
    }

    /**
     * The mean of the points of each center; a center without points stays.
     *
     * @param x the points
     * @param centers the centers
     */
    @Entry
    Tensor update(@Shape("n, f") Tensor x, @Shape("3, f") Tensor centers) {
        Tensor member = oneHot(assign(x, centers), CLUSTERS);
        Tensor count = expandDims(sum(member, 0), 1);
        Tensor total = matmul(transpose(member), x);
        return where(count.greaterThan(0), total.dividedBy(maximum(count, 1)), centers);
    }

    /**
     * The inertia: the squared distances of all points from their nearest centers, summed up.
     *
     * @param x the points
     * @param centers the centers
     */
    @Entry
    Tensor inertia(@Shape("n, f") Tensor x, @Shape("3, f") Tensor centers) {
        return sum(min(distances(x, centers), 1));
    }
}
