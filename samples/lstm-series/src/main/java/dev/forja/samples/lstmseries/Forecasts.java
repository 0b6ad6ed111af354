package dev.forja.samples.lstmseries;

/**
 * Forecasts for each day of the test, in °C.
 *
 * @param truth what the temperature was
 * @param lstm what the model foretells
 * @param persistence the temperature of the day before
 * @param season what is usual at the time of the year
 */
record Forecasts(double[] truth, double[] lstm, double[] persistence, double[] season) {
    static Forecasts of(Forecast model, Series series) {
        var days = series.testDays();
        var test = series.test();
        int n = test.rows();
        float[] anomaly = model.predict(test.floats("days"), n, Series.WINDOW);
        int before = series.days().size() - n - 1;
        var forecasts = new Forecasts(new double[n], new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            forecasts.truth[i] = days.get(i).highest();
            forecasts.lstm[i] = series.temperature(days.get(i), anomaly[i]);
            forecasts.persistence[i] = series.days().get(before + i).highest();
            forecasts.season[i] = series.season().at(days.get(i).date());
        }
        return forecasts;
    }

    /** The root of the mean squared error of a forecast, in °C. */
    double rmse(double[] forecast) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += Math.pow(forecast[i] - truth[i], 2);
        }
        return Math.sqrt(sum / truth.length);
    }
}
