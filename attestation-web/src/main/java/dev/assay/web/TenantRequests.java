package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.service.TenantAnswer;
import dev.assay.service.TenantCall;
import dev.assay.service.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * From a request about tenants to its answer, for a caller already identified.
 *
 * @param caller whom the bearer gate vouched for
 */
record TenantRequests(Tenants tenants, HttpServletRequest http, Caller caller) {
    private static final int LIMIT = 64 << 10;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{0,40}");

    /** Reads what is needed, asks, and answers. */
    @FunctionalInterface
    interface Exchange {
        Response run() throws IOException;
    }

    Response create(InputStream body) throws IOException {
        return answering(() -> shown(tenants.create(TenantBody.wish(read(body)), call())));
    }

    /** @param after name to go on behind, or null. @param limit how many at most, or null */
    Response list(String after, String limit) throws IOException {
        return answering(() -> {
            int size = size(limit);
            return TenantAnswers.of(tenants.list(after(after), size, call()), size);
        });
    }

    Response get(String name) throws IOException {
        return answering(() -> shown(tenants.get(name, call())));
    }

    /** RFC 6585 §3: without the version it was made from, a change could undo another's. */
    Response change(String name, InputStream body) throws IOException {
        return answering(() -> {
            if (http.getHeader("If-Match") == null) {
                return new Problem(428, "version-missing", "The change names no version.",
                        "If-Match: is missing. Send the ETag of the tenant as read.").toResponse();
            }
            return shown(tenants.change(name, TenantBody.patch(read(body)), call()));
        });
    }

    /** Suspends, resumes or deletes: what takes a name alone. */
    Response act(String name, BiFunction<String, TenantCall, TenantAnswer> act) throws IOException {
        return answering(() -> shown(act.apply(name, call())));
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

    private static Response shown(TenantAnswer answer) {
        return TenantAnswers.of(answer, USUAL_PAGE);
    }

    private TenantCall call() {
        OptionalInt version = Version.expected(http.getHeader("If-Match"));
        return new TenantCall(caller, version, Correlation.get(http).traceId());
    }

    private Bytes read(InputStream body) throws IOException {
        return read(http, body, LIMIT);
    }

    static Bytes read(HttpServletRequest http, InputStream body, int limit) throws IOException {
        return new RequestBody(Optional.ofNullable(http.getHeader("Content-Type")),
                Optional.ofNullable(http.getHeader("Content-Encoding")), http.getContentLengthLong())
                .read(body, limit);
    }

    static String after(String text) {
        String name = text == null ? "" : text;
        if (!NAME.matcher(name).matches())
            throw new MalformedException("after", "is no name of a tenant");
        return name;
    }

    static int size(String text) {
        if (text == null)
            return USUAL_PAGE;
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > LARGEST_PAGE)
            throw new MalformedException("limit", "is not a number from 1 to " + LARGEST_PAGE);
        return Integer.parseInt(text);
    }
}
