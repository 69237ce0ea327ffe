package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.service.ImpactAnswer;
import dev.assay.service.ImpactCall;
import dev.assay.service.Impacts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/**
 * From a request about replays to its answer, for a caller already identified.
 *
 * @param caller whom the gate vouched for
 */
record ImpactRequests(Impacts impacts, String tenant, HttpServletRequest http, Caller caller) {
    /** A policy of 1 MiB as a JSON string; what has more to escape than that goes as a JWS. */
    private static final int LIMIT = 3 << 19;

    /** Reads what is needed, and asks. */
    @FunctionalInterface
    private interface Exchange {
        ImpactAnswer run() throws IOException;
    }

    Response start(String type, InputStream body) throws IOException {
        return answering(() -> impacts.start(ImpactBody.read(read(body)), call(type)));
    }

    Response show(String type, String impact) throws IOException {
        return answering(() -> impacts.show(impact, call(type)));
    }

    private Response answering(Exchange exchange) throws IOException {
        try {
            return ImpactAnswers.of(exchange.run(), tenant);
        } catch (RequestRefused refused) {
            return Problem.of(refused).toResponse();
        } catch (MalformedException malformed) {
            return new Problem(400, "malformed", "The request cannot be read.", malformed.getMessage()).toResponse();
        }
    }

    private ImpactCall call(String type) {
        return new ImpactCall(tenant, AttestResource.type(type), caller, Correlation.get(http).traceId());
    }

    private Bytes read(InputStream body) throws IOException {
        return RequestBody.of(http).read(body, LIMIT);
    }
}
