package dev.forja.samples.scoringservice;

/**
 * What stands behind the service: any engine that scores payments. Serves any number of threads.
 */
interface Scorer {
    /**
     * The probability of fraud of each payment.
     *
     * @param features features of the payments, row after row
     * @param payments how many there are
     */
    float[] score(float[] features, int payments);
}
