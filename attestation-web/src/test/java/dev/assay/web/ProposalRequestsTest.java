package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.service.ProposalView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalRequestsTest {
    private static final UUID ID = UUID.fromString("6e0f0b0e-5d0c-4f0e-9a55-0c9d3f6c2f7b");

    @Test
    void readsANote() {
        assertEquals("not now", ProposalRequests.note(Bytes.utf8("{\"Note\":\"not now\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"note\":null}", "{\"note\":1}", "{\"note\":\"a\",\"Note\":\"b\"}",
            "{\"note\":\"a\",\"more\":1}"})
    void refusesABodyThatIsNoNote(String body) {
        assertThrows(MalformedException.class, () -> ProposalRequests.note(Bytes.utf8(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "6e0f0b0e-5d0c-4f0e-9a55-0c9d3f6c2f7",
            "6E0F0B0E-5D0C-4F0E-9A55-0C9D3F6C2F7B"})
    void takesAnIdInItsOneSpelling(String text) {
        assertThrows(MalformedException.class, () -> ProposalRequests.id("id", text));
        assertEquals(ID, ProposalRequests.id("id", ID.toString()));
    }

    @Test
    void readsEveryState() {
        for (ProposalState state : ProposalState.values())
            assertEquals(Optional.of(state), ProposalRequests.state(state.word()));
        assertEquals(Optional.empty(), ProposalRequests.state(null));
        assertThrows(MalformedException.class, () -> ProposalRequests.state("Waiting"));
    }

    /** Clients that expect 200 fail on it, and those that read the body find an error. */
    @Test
    void tellsTheDataPlanesClientsThatNothingIsInForce() {
        Instant at = Instant.parse("2026-11-24T12:00:00Z");
        ProposalView view = new ProposalView("blue", new Proposal(new Proposal.Key(UUID.randomUUID(), ID),
                new ProposedChange.KeyReplacement(true), "1", new Person("issuer", "alice"),
                new Proposal.Times(at, at.plusSeconds(60)), ProposalState.WAITING, Optional.empty()));
        Answer answer = ProposalAnswers.waitingOnDataPlane(view);
        assertEquals(202, answer.status());
        assertEquals("ApprovalPending", answer.body().getJsonObject("error").getString("code"));
        assertEquals("ApprovalPending", answer.headers().get("x-ms-error-code"));
        assertEquals("/management/v1/tenants/blue/proposals/" + ID, answer.headers().get("Location"));
        Answer managed = ProposalAnswers.waiting(view);
        assertEquals(202, managed.status());
        assertEquals("approval-pending", managed.body().getString("code"));
        assertEquals(ID.toString(), managed.body().getJsonObject("proposal").getString("id"));
    }
}
