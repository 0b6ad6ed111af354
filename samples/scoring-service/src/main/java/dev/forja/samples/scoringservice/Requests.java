package dev.forja.samples.scoringservice;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.forja.samples.fraud.Payment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** JSON to payments, scores to JSON. */
final class Requests {
    /** Payments in one request. */
    static final int MOST_PAYMENTS = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final ObjectReader READER = MAPPER.readerFor(Payment[].class);
    private static final ObjectWriter WRITER = MAPPER.writer();

    private Requests() {}

    /**
     * Reads a JSON array of payments.
     *
     * @throws RequestException if it is none, or has a payment that cannot be
     */
    static List<Payment> payments(byte[] body) throws RequestException {
        Payment[] payments;
        try {
            payments = READER.readValue(body);
        } catch (JsonMappingException e) {
            var broken = e.getCause() instanceof JacksonException ? "no JSON: " : "";
            throw bad(broken + path(e) + plain(e));
        } catch (JacksonException e) {
            throw bad("no JSON: " + plain(e));
        } catch (IOException e) {
            throw bad("no JSON: " + e.getMessage());
        }
        if (payments == null || payments.length == 0 || payments.length > MOST_PAYMENTS) {
            throw bad(
                    "expected an array of 1 to "
                            + MOST_PAYMENTS
                            + " payments, found "
                            + (payments == null ? "null" : payments.length));
        }
        for (int i = 0; i < payments.length; i++) {
            check(payments[i], i);
        }
        return List.of(payments);
    }

    /** The library's message without its notes about the source, which the client knows. */
    private static String plain(JacksonException e) {
        return e.getOriginalMessage().replaceAll("\\[Source: [^;]*; ", "[");
    }

    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (var part : e.getPath()) {
            path.append(
                    part.getFieldName() == null
                            ? "payment " + part.getIndex() + ": "
                            : part.getFieldName() + ": ");
        }
        return path.toString();
    }

    private static RequestException bad(String message) {
        return new RequestException(HttpStatus.BAD_REQUEST_400, message);
    }

    private static void check(Payment payment, int index) throws RequestException {
        if (payment == null) {
            throw bad("payment " + index + ": expected an object, found null");
        }
        positive(index, "amount", payment.amount());
        positive(index, "usual", payment.usual());
        positive(index, "minutes", payment.minutes());
        positive(index, "months", payment.months());
        within(index, "hour", payment.hour(), 24);
        within(index, "lastHour", payment.lastHour(), Double.MAX_VALUE);
        within(index, "kilometres", payment.kilometres(), Double.MAX_VALUE);
    }

    private static void positive(int index, String field, double value) throws RequestException {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw bad(
                    "payment "
                            + index
                            + ": "
                            + field
                            + ": expected a number above 0, found "
                            + value);
        }
    }

    private static void within(int index, String field, double value, double most)
            throws RequestException {
        if (!(value >= 0 && value <= most)) {
            throw bad(
                    "payment "
                            + index
                            + ": "
                            + field
                            + ": expected a number from 0"
                            + (most < Double.MAX_VALUE ? " to " + most : "")
                            + ", found "
                            + value);
        }
    }

    /** The body of a request for these payments. */
    static byte[] body(List<Payment> payments) {
        return json(payments);
    }

    /** {@code {"scores": [...]}}. */
    static byte[] scores(float[] scores) {
        return json(Map.of("scores", scores));
    }

    /** {@code {"error": "..."}}. */
    static byte[] error(String message) {
        return json(Map.of("error", message));
    }

    private static byte[] json(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
