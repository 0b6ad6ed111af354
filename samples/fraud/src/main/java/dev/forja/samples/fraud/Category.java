package dev.forja.samples.fraud;

/** What a merchant sells. */
public enum Category {
    GROCERIES(0.30, 0.10, 1.0),
    FUEL(0.12, 0.00, 1.5),
    RESTAURANT(0.20, 0.15, 1.0),
    CLOTHING(0.13, 0.50, 1.5),
    TRAVEL(0.06, 0.70, 5.0),
    ELECTRONICS(0.09, 0.60, 3.0),
    GIFT_CARDS(0.05, 0.60, 1.5),
    GAMBLING(0.05, 0.80, 1.0);

    /** Share of all payments. */
    final double share;

    /** Share of its payments that are made online. */
    final double online;

    /** How large its payments are, compared with groceries. */
    final double size;

    Category(double share, double online, double size) {
        this.share = share;
        this.online = online;
        this.size = size;
    }
}
