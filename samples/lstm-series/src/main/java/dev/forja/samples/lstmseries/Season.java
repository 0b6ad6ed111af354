package dev.forja.samples.lstmseries;

import java.time.LocalDate;
import java.util.List;

/**
 * What is usual at a time of the year: a mean and two waves, of a year and of half a year.
 *
 * @param weights of 1, cos φ, sin φ, cos 2φ and sin 2φ, where φ goes once around in a year
 */
record Season(double[] weights) {
    private static final double YEAR = 365.25;
    private static final int WAVES = 2;

    /**
     * Of the highest temperatures of whole years, over which the waves are orthogonal, so that each
     * weight is a mean.
     */
    static Season of(List<Weather.Day> years) {
        var weights = new double[1 + 2 * WAVES];
        for (var day : years) {
            double[] wave = waves(day.date());
            for (int i = 0; i < weights.length; i++) {
                weights[i] += day.highest() * wave[i] * (i == 0 ? 1 : 2) / years.size();
            }
        }
        return new Season(weights);
    }

    /** The usual highest temperature of a day, in °C. */
    double at(LocalDate date) {
        double[] wave = waves(date);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * wave[i];
        }
        return sum;
    }

    /** 1, cos φ, sin φ, cos 2φ, sin 2φ. */
    static double[] waves(LocalDate date) {
        double angle = 2 * Math.PI * date.toEpochDay() / YEAR;
        var waves = new double[1 + 2 * WAVES];
        waves[0] = 1;
        for (int k = 1; k <= WAVES; k++) {
            waves[2 * k - 1] = Math.cos(k * angle);
            waves[2 * k] = Math.sin(k * angle);
        }
        return waves;
    }
}
