package dev.forja.samples.fraud;

/**
 * A payment by card, as a bank sees it.
 *
 * @param category what the merchant sells
 * @param amount what is paid, in euros
 * @param usual what the card's payments usually amount to
 * @param hour time of day at home, 0 to 24
 * @param lastHour payments by the same card in the hour before
 * @param minutes minutes since the payment before
 * @param kilometres distance from the payment before; 0 online
 * @param months age of the card
 * @param online whether no card was shown
 * @param abroad whether the merchant's country is not the card's
 */
public record Payment(
        Category category,
        double amount,
        double usual,
        double hour,
        int lastHour,
        double minutes,
        double kilometres,
        double months,
        boolean online,
        boolean abroad) {
    private static final Category[] CATEGORIES = Category.values();
    private static final int NUMBERS = 10;

    /** Numbers that a model sees of a payment. */
    public static final int FEATURES = NUMBERS + CATEGORIES.length;

    /** Share of the payments that are frauds without a pattern. */
    private static final double ANYHOW = 0.0003;

    /** Writes ten numbers, then 1 for the category and 0 for each other. */
    public void copyFeatures(float[] target, int at) {
        double turn = 2 * Math.PI * hour / 24;
        double[] numbers = {
            StrictMath.log(amount),
            StrictMath.log(amount / usual),
            StrictMath.sin(turn),
            StrictMath.cos(turn),
            StrictMath.log1p(lastHour),
            StrictMath.log(minutes),
            StrictMath.log1p(kilometres),
            StrictMath.log(months),
            online ? 1 : 0,
            abroad ? 1 : 0
        };
        for (int i = 0; i < NUMBERS; i++) {
            target[at + i] = (float) numbers[i];
        }
        for (int i = 0; i < CATEGORIES.length; i++) {
            target[at + NUMBERS + i] = category.ordinal() == i ? 1 : 0;
        }
    }

    /**
     * The probability that it is a fraud: four patterns, each of which needs several things at
     * once, while any one of them is harmless.
     */
    double risk() {
        double honest = 1 - ANYHOW;
        honest *= 1 - 0.85 * testsStolenNumber();
        honest *= 1 - 0.85 * turnsIntoCash();
        honest *= 1 - 0.75 * flewFasterThanPlanes();
        honest *= 1 - 0.80 * takesOverNewCard();
        return 1 - honest;
    }

    /** Many tiny payments online, to see whether a number works. */
    private double testsStolenNumber() {
        return online ? below(amount, 5) * above(lastHour + 1, 3) : 0;
    }

    /** Far more than usual at night, for what sells again. */
    private double turnsIntoCash() {
        boolean sellsAgain = category == Category.GIFT_CARDS || category == Category.ELECTRONICS;
        boolean night = hour >= 22 || hour < 6;
        return sellsAgain && night ? above(amount / usual, 4.5) : 0;
    }

    /** A card shown abroad sooner than anyone gets there. */
    private double flewFasterThanPlanes() {
        return abroad && !online ? above(kilometres / minutes, 15) : 0;
    }

    /** Far more than usual online with a card that is hardly out of the mail. */
    private double takesOverNewCard() {
        return online ? below(months, 2.5) * above(amount / usual, 4.5) : 0;
    }

    /** From 0 to 1 around a threshold; soft, as no thief knows it exactly. */
    private static double above(double value, double threshold) {
        double ratio = value / threshold;
        double power = ratio * ratio * ratio * ratio * ratio * ratio * ratio * ratio;
        return power / (1 + power);
    }

    private static double below(double value, double threshold) {
        return above(threshold, value);
    }
}
