package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.service.TenantCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What calls of the management plane have in common. @param caller whom the gate let through */
record Management(HttpServletRequest http, Caller caller) {
    private static final int LIMIT = 64 << 10;

    /** Reads what is needed, asks, and answers. */
    @FunctionalInterface
    interface Exchange {
        Response run() throws IOException;
    }

    static Response answering(Exchange exchange) throws IOException {
        try {
            return exchange.run();
        } catch (RequestRefused refused) {
            return Problem.of(refused).toResponse();
        } catch (MalformedException malformed) {
            return new Problem(400, "malformed", "The request cannot be read.", malformed.getMessage()).toResponse();
        }
    }

    TenantCall call() {
        return new TenantCall(caller, Version.expected(http.getHeader("If-Match")),
                Correlation.get(http).traceId());
    }

    /** RFC 6585 §3: without the version it was made from, a change could undo another's. */
    boolean namesNoVersion() {
        return http.getHeader("If-Match") == null;
    }

    Bytes read(InputStream body) throws IOException {
        return new RequestBody(Optional.ofNullable(http.getHeader("Content-Type")),
                Optional.ofNullable(http.getHeader("Content-Encoding")), http.getContentLengthLong())
                .read(body, LIMIT);
    }

    /** Empty where no body is sent at all. */
    Optional<Bytes> readIfSent(InputStream body) throws IOException {
        boolean none = http.getHeader("Content-Type") == null && http.getHeader("Transfer-Encoding") == null
                && http.getContentLengthLong() <= 0;
        return none ? Optional.empty() : Optional.of(read(body));
    }
}
