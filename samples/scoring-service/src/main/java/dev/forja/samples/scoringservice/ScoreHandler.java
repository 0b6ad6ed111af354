package dev.forja.samples.scoringservice;

import dev.forja.samples.fraud.Payment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /score}: a JSON array of payments in, their scores out. */
final class ScoreHandler extends Handler.Abstract {
    /** Bytes of a body; 64 payments take about 12,000. */
    static final int MOST_BYTES = 32 * 1024;

    private static final String PATH = "/score";

    private final Scorer scorer;

    ScoreHandler(Scorer scorer) {
        this.scorer = scorer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException {
        try {
            answer(response, HttpStatus.OK_200, score(body(request)), callback);
        } catch (RequestException e) {
            answer(response, e.status(), Requests.error(e.getMessage()), callback);
        }
        return true;
    }

    private byte[] score(byte[] body) throws RequestException {
        List<Payment> payments = Requests.payments(body);
        var features = new float[payments.size() * Payment.FEATURES];
        for (int i = 0; i < payments.size(); i++) {
            payments.get(i).copyFeatures(features, i * Payment.FEATURES);
        }
        return Requests.scores(scorer.score(features, payments.size()));
    }

    private static byte[] body(Request request) throws RequestException, IOException {
        if (!Request.getPathInContext(request).equals(PATH)) {
            throw new RequestException(
                    HttpStatus.NOT_FOUND_404, "there is nothing here; payments go to " + PATH);
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            throw new RequestException(
                    HttpStatus.METHOD_NOT_ALLOWED_405,
                    "expected POST, found " + request.getMethod());
        }
        byte[] body;
        try (var in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(MOST_BYTES + 1);
        }
        if (body.length > MOST_BYTES) {
            throw new RequestException(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "expected a body of at most " + MOST_BYTES + " bytes");
        }
        return body;
    }

    private static void answer(Response response, int status, byte[] body, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
