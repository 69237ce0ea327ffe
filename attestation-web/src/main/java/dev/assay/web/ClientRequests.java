package dev.assay.web;

import dev.assay.identity.ClientId;
import dev.assay.service.Clients;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** From a request about clients to its answer. @param tenant whose clients; empty: the platform's */
record ClientRequests(Clients clients, Management management, Optional<String> tenant) {
    private static final int USUAL_PAGE = 100;

    Response create(InputStream body) throws IOException {
        return Management.answering(() -> answers(USUAL_PAGE).of(
                clients.create(tenant, ClientBody.wish(management.read(body)), management.call())));
    }

    /** @param after name to go on behind, or null. @param limit how many at most, or null */
    Response list(String after, String limit) throws IOException {
        return Management.answering(() -> {
            int size = TenantRequests.size(limit);
            return answers(size).of(clients.list(tenant, TenantRequests.after(after), size, management.call()));
        });
    }

    Response get(String name) throws IOException {
        return Management.answering(() -> answers(USUAL_PAGE).of(clients.get(id(name), management.call())));
    }

    Response change(String name, InputStream body) throws IOException {
        return Management.answering(() -> management.namesNoVersion()
                ? new Problem(428, "version-missing", "The change names no version.",
                        "If-Match: is missing. Send the ETag of the client as read.").toResponse()
                : answers(USUAL_PAGE).of(clients.change(id(name), ClientBody.patch(management.read(body)),
                        management.call())));
    }

    Response rotate(String name, InputStream body) throws IOException {
        return Management.answering(() -> {
            Duration overlap = management.readIfSent(body).flatMap(ClientBody::overlap)
                    .orElse(Clients.USUAL_OVERLAP);
            return answers(USUAL_PAGE).of(clients.rotate(id(name), overlap, management.call()));
        });
    }

    Response delete(String name) throws IOException {
        return Management.answering(() -> answers(USUAL_PAGE).of(clients.delete(id(name), management.call())));
    }

    private ClientId id(String name) {
        return new ClientId(tenant, name);
    }

    private ClientAnswers answers(int size) {
        return new ClientAnswers(tenant.map(name -> TenantAnswers.PATH + "/" + name + "/clients")
                .orElse("/management/v1/clients"), size);
    }
}
