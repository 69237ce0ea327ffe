package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.service.ManagedPolicies;
import dev.assay.service.ManagedPolicyCall;
import dev.assay.service.PolicyCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a request about a tenant's policies to its answer, for a caller the gate let through. */
record ManagedPolicyRequests(ManagedPolicies policies, HttpServletRequest http, String tenant) {
    private static final RequestBody.Kind TEXT = new RequestBody.Kind(List.of("text/plain"),
            "a policy's text, or a compact JWS");
    private static final Pattern TAG = Pattern.compile("\"(0|[1-9]\\d{0,8})\"");

    Response list() throws IOException {
        return TenantRequests.answering(() -> answers().of(policies.list(tenant, Gate.caller(http), trace())));
    }

    Response get(String type) throws IOException {
        return TenantRequests.answering(() -> answers().of(policies.get(call(type))));
    }

    Response put(String type, List<String> note, InputStream body) throws IOException {
        return TenantRequests.answering(() -> {
            ManagedPolicyCall call = change(type, note);
            Bytes sent = RequestBody.of(http).read(TEXT, body, PolicyResource.LIMIT);
            return answers().of(policies.put(call, sent));
        });
    }

    /** @param before and {@code limit} may be null: from the newest, a page of the usual size */
    Response versions(String type, String before, String limit) throws IOException {
        return TenantRequests.answering(() -> {
            int size = TenantRequests.size(limit);
            return new ManagedPolicyAnswers(tenant, size)
                    .of(policies.versions(call(type), before(before), size));
        });
    }

    Response version(String type, int version) throws IOException {
        return TenantRequests.answering(() -> answers().of(policies.version(call(type), version)));
    }

    Response activate(String type, int version, List<String> note) throws IOException {
        return TenantRequests.answering(() -> answers().of(policies.activate(change(type, note), version)));
    }

    private ManagedPolicyAnswers answers() {
        return new ManagedPolicyAnswers(tenant, 1);
    }

    private PolicyCall call(String type) {
        return new PolicyCall(tenant, AttestResource.type(type), Gate.caller(http), trace());
    }

    private ManagedPolicyCall change(String type, List<String> note) {
        return new ManagedPolicyCall(call(type), expected(http.getHeader("If-Match")), note(note));
    }

    private String trace() {
        return Correlation.get(http).traceId();
    }

    /** Number of changes, from {@code If-Match}; 0 is one. A tag that was never given out matches nothing. */
    static OptionalInt expected(String header) {
        if (header == null || header.strip().equals("*"))
            return OptionalInt.empty();
        Matcher match = TAG.matcher(header.strip());
        return OptionalInt.of(match.matches() ? Integer.parseInt(match.group(1)) : -1);
    }

    static OptionalInt before(String text) {
        if (text == null)
            return OptionalInt.empty();
        if (!text.matches("[1-9]\\d{0,8}"))
            throw new MalformedException("before", "is no number of a version");
        return OptionalInt.of(Integer.parseInt(text));
    }

    /**
     * Of a query as sent. why: JAX-RS would decode octets that are not UTF-8 to something else, and this is kept for ever.
     *
     * @throws MalformedException where it is there twice, or is not UTF-8
     */
    static Optional<String> note(List<String> encoded) {
        if (encoded.size() > 1)
            throw new MalformedException("note", "occurs twice");
        return encoded.stream().findFirst().map(ManagedPolicyRequests::decoded);
    }

    private static String decoded(String encoded) {
        try {
            byte[] octets = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
            return StrictJson.decode("note", Bytes.copyOf(octets));
        } catch (IllegalArgumentException escape) {
            throw new MalformedException("note", "has a percent sign without two hexadecimal digits behind it");
        }
    }
}
