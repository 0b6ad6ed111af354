package dev.forja.samples.fraud;

import dev.forja.runtime.train.Dataset;

/**
 * A table of payments.
 *
 * @param features the features of each, row after row
 * @param fraud whether each is a fraud
 * @param risk the probability of that, which no model sees: no score can rank better
 */
record Payments(float[] features, boolean[] fraud, float[] risk) {
    /** The next payments of a maker. */
    static Payments make(PaymentMaker maker, int count) {
        var all =
                new Payments(
                        new float[count * Payment.FEATURES], new boolean[count], new float[count]);
        for (int row = 0; row < count; row++) {
            var payment = maker.next();
            payment.copyFeatures(all.features, row * Payment.FEATURES);
            all.risk[row] = (float) payment.risk();
            all.fraud[row] = maker.happens(payment.risk());
        }
        return all;
    }

    int count() {
        return fraud.length;
    }

    int frauds() {
        int frauds = 0;
        for (boolean one : fraud) {
            frauds += one ? 1 : 0;
        }
        return frauds;
    }

    /** The payments as rows to train on. */
    Dataset dataset() {
        var labels = new float[fraud.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = fraud[row] ? 1 : 0;
        }
        return Dataset.of(count()).floats("payment", features).floats("fraud", labels).build();
    }
}
