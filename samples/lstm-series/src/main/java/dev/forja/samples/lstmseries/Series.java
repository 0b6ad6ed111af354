package dev.forja.samples.lstmseries;

import dev.forja.runtime.train.Dataset;
import java.io.IOException;
import java.util.List;

/**
 * The days as the model sees them: temperatures as their distance from what is usual in the season,
 * so that it learns the weather and not the calendar.
 *
 * @param days all days
 * @param season what was usual in the years that train
 * @param deviation standard deviation from it in those years, in °C
 */
record Series(List<Weather.Day> days, Season season, double deviation) {
    /** Days that a forecast looks back. */
    static final int WINDOW = 21;

    private static final int FEATURES = 6;
    private static final int FIRST_VALIDATED = 2014;
    private static final int FIRST_TESTED = 2015;

    /** Between the highest and the lowest temperature of a day in Seattle. */
    private static final double USUAL_SPAN = 8.2;

    private static final double USUAL_WIND = 3.2;

    static Series read() throws IOException {
        var days = Weather.read();
        var years = days.stream().filter(d -> d.date().getYear() < FIRST_VALIDATED).toList();
        var season = Season.of(years);
        double squares = 0;
        for (var day : years) {
            squares += Math.pow(day.highest() - season.at(day.date()), 2);
        }
        return new Series(days, season, Math.sqrt(squares / years.size()));
    }

    /** 2012 and 2013. */
    Dataset training() {
        return windows(WINDOW, first(FIRST_VALIDATED));
    }

    /** 2014. */
    Dataset validation() {
        return windows(first(FIRST_VALIDATED), first(FIRST_TESTED));
    }

    /** The days of 2015, which nothing sees before the end. */
    List<Weather.Day> testDays() {
        return days.subList(first(FIRST_TESTED), days.size());
    }

    /** 2015. */
    Dataset test() {
        return windows(first(FIRST_TESTED), days.size());
    }

    private int first(int year) {
        int index = 0;
        while (days.get(index).date().getYear() < year) {
            index++;
        }
        return index;
    }

    /** A row for each day of a range: the days before it, and its own distance from the usual. */
    private Dataset windows(int from, int to) {
        var before = new float[(to - from) * WINDOW * FEATURES];
        var next = new float[to - from];
        int at = 0;
        for (int target = from; target < to; target++) {
            for (int day = target - WINDOW; day < target; day++) {
                for (double feature : features(days.get(day))) {
                    before[at++] = (float) feature;
                }
            }
            next[target - from] = (float) anomaly(days.get(target));
        }
        return Dataset.of(to - from).floats("days", before).floats("next", next).build();
    }

    private double[] features(Weather.Day day) {
        double[] wave = Season.waves(day.date());
        return new double[] {
            anomaly(day),
            (day.highest() - day.lowest() - USUAL_SPAN) / deviation,
            Math.log1p(day.precipitation()),
            day.wind() - USUAL_WIND,
            wave[1],
            wave[2]
        };
    }

    private double anomaly(Weather.Day day) {
        return (day.highest() - season.at(day.date())) / deviation;
    }

    /** The highest temperature of a day, from the model's distance. */
    double temperature(Weather.Day day, float anomaly) {
        return season.at(day.date()) + anomaly * deviation;
    }
}
