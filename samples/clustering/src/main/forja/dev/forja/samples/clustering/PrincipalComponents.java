package dev.forja.samples.clustering;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;

/**
 * The steps of orthogonal iteration (G. Golub, C. Van Loan, "Matrix Computations", section 8.2) for
 * the two directions in which n points with f features differ most.
 */
@Model
class PrincipalComponents {
    Tensor centered(Tensor x) {
        return x.minus(mean(x, true, 0));
    }

    /**
     * The covariance of the features, XᵀX / n with X about its mean.
     *
     * @param x the points
     */
    @Entry
    Tensor covariance(@Shape("n, f") Tensor x) {
        Tensor c = centered(x);
        return matmul(transpose(c), c).dividedBy(x.dim(0));
    }

    /**
     * A better basis: covariance times basis, made orthonormal from left to right, as Q of its QR
     * decomposition by Gram and Schmidt.
     *
     * @param covariance the covariance of the features
     * @param basis the basis so far, a column each
     */
    @Entry
    Tensor iterate(@Shape("f, f") Tensor covariance, @Shape("f, 2") Tensor basis) {
        Tensor z = matmul(covariance, basis);
        Tensor first = unit(slice(z, 1, 0, 1));
        Tensor second = slice(z, 1, 1, 2);
        second = unit(second.minus(first.times(sum(first.times(second)))));
        return concat(1, first, second);
    }

    Tensor unit(Tensor v) {
        return v.dividedBy(sqrt(sum(square(v))));
    }

    /**
     * The share of the variance that lies in each direction of a basis.
     *
     * @param covariance the covariance of the features
     * @param basis an orthonormal basis, a column each
     * @param variance the variance of each feature
     */
    @Entry
    Tensor explained(
            @Shape("f, f") Tensor covariance,
            @Shape("f, 2") Tensor basis,
            @Shape("f") Tensor variance) {
        Tensor along = sum(basis.times(matmul(covariance, basis)), 0);
        return along.dividedBy(sum(variance));
    }

    /**
     * The variance of each feature.
     *
     * @param x the points
     */
    @Entry
    Tensor variance(@Shape("n, f") Tensor x) {
        return mean(square(centered(x)), 0);
    }

    /**
     * The points about their mean, seen along a basis.
     *
     * @param x the points
     * @param basis an orthonormal basis, a column each
     */
    @Entry
    Tensor project(@Shape("n, f") Tensor x, @Shape("f, 2") Tensor basis) {
        return matmul(centered(x), basis);
    }
}
