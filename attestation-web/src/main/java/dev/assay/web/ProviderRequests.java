package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Caller;
import dev.assay.service.ProviderAnswer;
import dev.assay.service.ProviderPath;
import dev.assay.service.ProviderView;
import dev.assay.service.Providers;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantCall;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From a request to Azure Resource Manager's interface to its answer.
 *
 * @param caller whom the bearer gate vouched for. @param urls for what is to be followed
 */
record ProviderRequests(Providers providers, HttpServletRequest http, Caller caller, PublicUrls urls) {
    private static final int LIMIT = 64 << 10;
    private static final String ANYWHERE = "global";

    Response put(InputStream body) throws IOException {
        return answer(providers.put(path(), ProviderBody.wish(read(body)), call()));
    }

    Response change(InputStream body) throws IOException {
        return answer(providers.change(path(), ProviderBody.patch(read(body)), call()));
    }

    Response get() {
        return answer(providers.get(path(), call()));
    }

    Response delete() {
        return answer(providers.delete(path(), call()));
    }

    /** @param skip name to go on behind, or null */
    Response list(String skip) {
        ProviderPath of = path();
        String after = TenantRequests.after(skip == null ? null : skip.toLowerCase(Locale.ROOT));
        return answer(providers.list(new ProviderPath(of.subscription(), of.group(), after), call()));
    }

    /** A list of what a provider has none of, for a provider that is there. */
    Response none() {
        ProviderAnswer found = providers.get(path(), call());
        return found instanceof ProviderAnswer.Shown ? ProviderAnswers.none() : answer(found);
    }

    Response shared() {
        return switch (providers.shared(ANYWHERE, call())) {
            case ProviderAnswer.Shown(ProviderView provider) -> Answer
                    .ok(ProviderAnswers.list(Json.createArrayBuilder().add(ProviderAnswers.shared(provider)).build()))
                    .toResponse();
            case ProviderAnswer.Refused(Kind kind, String detail) when kind == Kind.NOT_FOUND -> ProviderAnswers.none();
            case ProviderAnswer other -> answer(other);
        };
    }

    Response shared(String location) {
        ProviderAnswer found = providers.shared(location, call());
        return found instanceof ProviderAnswer.Shown(ProviderView provider)
                ? Answer.ok(ProviderAnswers.shared(provider)).toResponse()
                : answer(found);
    }

    private Response answer(ProviderAnswer answer) {
        String query = http.getQueryString();
        return ProviderAnswers.of(answer,
                URI.create(urls.management(http.getRequestURI() + (query == null ? "" : "?" + query))));
    }

    private ProviderPath path() {
        return ProviderUri.read(http.getRequestURI());
    }

    private TenantCall call() {
        return new TenantCall(caller, OptionalInt.empty(), Correlation.get(http).traceId());
    }

    private Bytes read(InputStream body) throws IOException {
        return new RequestBody(Optional.ofNullable(http.getHeader("Content-Type")),
                Optional.ofNullable(http.getHeader("Content-Encoding")), http.getContentLengthLong())
                .read(body, LIMIT);
    }
}
