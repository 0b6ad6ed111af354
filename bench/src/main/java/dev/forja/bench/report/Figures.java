package dev.forja.bench.report;

import dev.forja.bench.suite.Range;
import java.util.Locale;
import java.util.Optional;

/** Numbers as they stand in tables. */
final class Figures {
    private static final double MICRO = 1e3;

    private Figures() {}

    /** Three significant digits, {@code 1,240}, {@code 12.4}, {@code 0.0124}. */
    static String digits(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return "0";
        }
        if (magnitude >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(magnitude)), 0, 9);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String micros(Optional<Range> nanos) {
        return nanos.map(range -> digits(range.median() / MICRO)).orElse("–");
    }

    static String microsSpread(Optional<Range> nanos) {
        return nanos.map(range -> digits(range.low() / MICRO) + "–" + digits(range.high() / MICRO))
                .orElse("–");
    }

    static String ratio(Optional<Range> ratio) {
        return ratio.map(range -> digits(range.median()) + "×").orElse("–");
    }

    static String ratioWithSpread(Optional<Range> ratio) {
        return ratio.map(range ->
                        range.low() == range.high()
                                ? digits(range.median()) + "×"
                                : digits(range.median())
                                        + "× ("
                                        + digits(range.low())
                                        + "–"
                                        + digits(range.high())
                                        + ")")
                .orElse("–");
    }

    static String percent(Optional<Range> share) {
        return share.map(range -> String.format(Locale.ROOT, "%.0f %%", 100 * range.median()))
                .orElse("–");
    }
}
