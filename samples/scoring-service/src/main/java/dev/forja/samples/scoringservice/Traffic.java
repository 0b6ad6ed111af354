package dev.forja.samples.scoringservice;

import dev.forja.samples.fraud.Payment;
import dev.forja.samples.fraud.PaymentMaker;
import java.util.ArrayList;
import java.util.List;

/** Requests with payments that are made up, the same ones from the same seed. */
final class Traffic {
    private Traffic() {}

    /**
     * Requests of one payment each.
     *
     * @param count how many
     */
    static List<byte[]> requests(long seed, int count) {
        var requests = new ArrayList<byte[]>();
        for (var payment : payments(seed, count)) {
            requests.add(Client.post("/score", Requests.body(List.of(payment))));
        }
        return requests;
    }

    static List<Payment> payments(long seed, int count) {
        var maker = new PaymentMaker(seed);
        var payments = new ArrayList<Payment>();
        for (int i = 0; i < count; i++) {
            payments.add(maker.next());
        }
        return payments;
    }
}
