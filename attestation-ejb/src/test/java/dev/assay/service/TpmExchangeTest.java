package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.evidence.Reason;
import dev.assay.identity.Role;
import jakarta.ejb.EJBException;
import dev.assay.service.ContextDesk.Place;
import dev.assay.service.ContextDesk.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages about TPMs, with real evidence and ports made by hand. */
@Tag("TP-21")
class TpmExchangeTest {
    private final TpmNode node = TpmNode.usual();

    @Test
    void takesEachChallengeBackOnceOnAnyNode() {
        TpmChallenge challenge = node.challenge();
        assertEquals(16, challenge.value().length());
        assertNotEquals(challenge, node.challenge());
        assertEquals(List.of(), node.audited, "a challenge is no verdict");
        String request = TpmNode.DEVICE.attest(challenge, Emulated.AT);
        assertTrue(TpmNode.claims(node.request(request)).getBoolean("secureBootEnabled"));
        TpmNode other = TpmNode.usual();
        other.once = node.once;
        assertEquals(Reason.CHALLENGE_USED, refused(other.request(request)));
        assertEquals(List.of(Reason.CHALLENGE_USED), reasons(other));
        assertEquals(List.of(Reason.PERMITTED), reasons(node));
    }

    @Test
    void refusesWhatIsNotTheChallengeOfItsContextBeforeItIsUsed() {
        TpmChallenge challenge = node.challenge();
        TpmChallenge another = node.challenge();
        assertEquals(Reason.CHALLENGE_MISMATCH, refused(node.request(
                TpmNode.DEVICE.attest(new TpmChallenge(challenge.value(), another.serviceContext()), Emulated.AT))));
        assertEquals(Reason.SERVICE_CONTEXT_INVALID, refused(
                node.request(TpmNode.DEVICE.attest(new TpmChallenge(challenge.value(), ""), Emulated.AT))));
        assertEquals(Reason.SERVICE_CONTEXT_INVALID, refused(
                node.request(TpmNode.DEVICE.attest(new TpmChallenge(challenge.value(), "+"), Emulated.AT))));
        assertEquals(3, node.audited.size());
        assertTrue(node.used.isEmpty());
    }

    @Test
    void refusesContextsOfOtherTenantsAndPurposes() {
        TpmChallenge challenge = node.challenge();
        Bytes value = Emulated.bytes(challenge.value());
        for (Place place : List.of(new Place(new UUID(0, 8), "Tpm", Purpose.CHALLENGE),
                new Place(TpmNode.id(), "Tpm", Purpose.ENROLMENT),
                new Place(TpmNode.id(), "VbsVm", Purpose.CHALLENGE))) {
            String context = TpmNode.contexts().seal(place, value, Emulated.AT).toBase64Url();
            assertEquals(Reason.SERVICE_CONTEXT_INVALID, refused(
                    node.request(TpmNode.DEVICE.attest(new TpmChallenge(challenge.value(), context), Emulated.AT))));
        }
    }

    @Test
    void refusesAChallengeAfterFiveMinutes() {
        String request = TpmNode.DEVICE.attest(node.challenge(), Emulated.AT);
        node.clock.move(Duration.ofMinutes(5));
        assertEquals(Reason.CHALLENGE_EXPIRED, refused(node.request(request)));
    }

    @Test
    @Tag("AU-05")
    void readsNothingForOneWhoMayNotAsk() {
        for (Credential unknown : List.of(Credential.NONE, TpmNode.of("other", Role.ATTESTATION_READER),
                TpmNode.of("demo", Role.AUDITOR)))
            assertEquals(new TpmAnswer.Ended(new Outcome.Unauthorized()), node.say("not JSON", unknown));
        assertInstanceOf(Outcome.BadRequest.class, ended(node.say("not JSON")));
        assertEquals(List.of(), node.audited);
    }

    /** The scheme reads unsigned payloads, for the command line. */
    @Test
    @Tag("TP-20")
    void takesNoUnsignedPayload() {
        for (String text : List.of("{}", "{\\\"att_type\\\":\\\"basic\\\"}", "e30.e30", "e30.e30.AA.AA", "e30.{}.AA"))
            assertInstanceOf(Outcome.BadRequest.class, ended(node.say("{\"request\":\"" + text + "\"}")), text);
        assertEquals(List.of(), node.audited);
    }

    @Test
    @Tag("DO-10")
    void saysThatItCannotTellWhereTheStoreOfChallengesIsDown() {
        String request = TpmNode.DEVICE.attest(node.challenge(), Emulated.AT);
        node.once = (tenant, challenge, expires) -> {
            throw new EJBException("down");
        };
        assertEquals(Reason.STORE_UNAVAILABLE,
                assertInstanceOf(Outcome.Unavailable.class, ended(node.request(request))).reason());
        assertEquals(List.of(), node.audited);
    }

    @Test
    @Tag("CO-09")
    void handsOutNothingByAClockThatWentBack() {
        node.clock.move(Duration.ofSeconds(-10));
        Outcome outcome = ended(node.say("{\"type\":\"aikcert\"}"));
        assertEquals(Reason.CLOCK_UNSOUND, assertInstanceOf(Outcome.Unavailable.class, outcome).reason());
    }

    private static Outcome ended(TpmAnswer answer) {
        return assertInstanceOf(TpmAnswer.Ended.class, answer).outcome();
    }

    private static Reason refused(TpmAnswer answer) {
        return assertInstanceOf(Outcome.Refused.class, ended(answer)).reason();
    }

    private static List<Reason> reasons(TpmNode node) {
        return node.audited.stream().map(record -> record.ruling().reason()).toList();
    }
}
