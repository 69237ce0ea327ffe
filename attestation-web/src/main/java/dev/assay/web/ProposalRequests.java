package dev.assay.web;

import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalState;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.service.Approvals;
import dev.assay.service.ProposalCall;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** From a request about a tenant's proposals to its answer, for a caller the gate let through. */
record ProposalRequests(Approvals approvals, HttpServletRequest http, String tenant) {
    private static final int LIMIT = 16 << 10;

    /** Each may be null: every state, from the newest, a page of the usual size. */
    Response list(String state, String after, String limit) throws IOException {
        return TenantRequests.answering(() -> {
            int size = TenantRequests.size(limit);
            return ProposalAnswers.of(approvals.list(state(state), Optional.ofNullable(after)
                    .map(text -> id("after", text)), size, call()), new ProposalAnswers.Asked(state, size));
        });
    }

    Response get(String id) throws IOException {
        return TenantRequests.answering(() -> ProposalAnswers.of(approvals.get(id("id", id), call())));
    }

    Response decide(String id, ProposalAct act) throws IOException {
        return TenantRequests
                .answering(() -> ProposalAnswers.of(approvals.decide(id("id", id), act, "", call())));
    }

    Response reject(String id, InputStream body) throws IOException {
        return TenantRequests.answering(() -> {
            String note = note(TenantRequests.read(http, body, LIMIT));
            return ProposalAnswers.of(approvals.decide(id("id", id), ProposalAct.REJECT, note, call()));
        });
    }

    static String note(Bytes utf8) {
        JsonObject body = StrictJson.request("body", utf8);
        if (!Set.of("note").containsAll(body.keySet()))
            throw new MalformedException("body", "has a member that is not note");
        if (!(body.get("note") instanceof JsonString note))
            throw new MalformedException("note", "is missing, or is not a string");
        return note.getString();
    }

    static Optional<ProposalState> state(String word) {
        if (word == null)
            return Optional.empty();
        return Optional.of(Arrays.stream(ProposalState.values()).filter(state -> state.word().equals(word)).findFirst()
                .orElseThrow(() -> new MalformedException("state", "is not one of " + Arrays
                        .stream(ProposalState.values()).map(ProposalState::word).collect(Collectors.joining(", ")))));
    }

    static UUID id(String field, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text))
                return id;
        } catch (IllegalArgumentException refused) {
            // Said below, as for one that is spelt otherwise.
        }
        throw new MalformedException(field, "is no id of a proposal");
    }

    private ProposalCall call() {
        return new ProposalCall(tenant, Gate.caller(http), Correlation.get(http).traceId());
    }
}
