package dev.forja.samples.lstmseries;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The weather of a city, day by day without a gap. */
final class Weather {
    /**
     * A day.
     *
     * @param date its date
     * @param precipitation rain and snow, in millimetres
     * @param highest highest temperature, in °C
     * @param lowest lowest temperature, in °C
     * @param wind mean speed of the wind, in metres a second
     */
    record Day(LocalDate date, float precipitation, float highest, float lowest, float wind) {
        private static Day parse(String line) {
            String[] cells = line.split(",", -1);
            return new Day(
                    LocalDate.parse(cells[0]),
                    Float.parseFloat(cells[1]),
                    Float.parseFloat(cells[2]),
                    Float.parseFloat(cells[3]),
                    Float.parseFloat(cells[4]));
        }
    }

    private static final String DATA = "seattle-weather.csv";

    private Weather() {}

    /** The days of Seattle from 2012 to 2015. */
    static List<Day> read() throws IOException {
        try (var bytes = Weather.class.getResourceAsStream(DATA)) {
            if (bytes == null) {
                throw new FileNotFoundException(DATA + " is missing");
            }
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            var days = new ArrayList<Day>();
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var day = Day.parse(line);
                if (!days.isEmpty() && !day.date().equals(days.getLast().date().plusDays(1))) {
                    throw new IOException(DATA + ": a gap before " + day.date());
                }
                days.add(day);
            }
            return List.copyOf(days);
        }
    }
}
