package dev.forja.samples.fraud;

import dev.forja.samples.support.Chance;

/** Makes up payments, the same ones from the same seed on every machine. */
public final class PaymentMaker {
    private final Chance chance;

    /** The payments of a seed. */
    public PaymentMaker(long seed) {
        chance = new Chance(seed);
    }

    /** The next payment. */
    public Payment next() {
        var category = category();
        boolean online = chance.happens(category.online);
        double usual = 20 * StrictMath.exp(0.5 * chance.normal());
        double amount = usual * category.size * StrictMath.exp(0.8 * chance.normal());
        boolean awake = chance.happens(0.9);
        double hour = awake ? wrap(14 + 4 * chance.normal()) : chance.uniform(0, 24);
        int lastHour = (int) chance.exponential(1.1);
        double minutes = lastHour > 0 ? chance.uniform(1, 60) : 60 + chance.exponential(600);
        boolean abroad = chance.happens(category == Category.TRAVEL ? 0.3 : 0.08);
        boolean arrived = abroad && chance.happens(0.2);
        double way = arrived ? chance.uniform(300, 8000) : chance.exponential(15);
        double months = 0.1 + chance.exponential(30);
        return new Payment(
                category,
                amount,
                usual,
                hour,
                lastHour,
                minutes,
                online ? 0 : way,
                months,
                online,
                abroad);
    }

    /** Whether something of a probability happens. */
    boolean happens(double probability) {
        return chance.happens(probability);
    }

    private Category category() {
        double left = chance.uniform(0, 1);
        for (var category : Category.values()) {
            left -= category.share;
            if (left < 0) {
                return category;
            }
        }
        return Category.GROCERIES;
    }

    private static double wrap(double hour) {
        return (hour + 48) % 24;
    }
}
