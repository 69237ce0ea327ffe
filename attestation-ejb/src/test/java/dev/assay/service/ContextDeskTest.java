package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.service.ContextDesk.Place;
import dev.assay.service.ContextDesk.Purpose;
import dev.assay.signing.KeyEncryptionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("TP-21")
class ContextDeskTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final Bytes SECRET = KeyEncryptionKey.newSecret();
    private static final Bytes CHALLENGE = Bytes.hex("000102030405060708090a0b0c0d0e0f");
    private static final Place BLUE = new Place(new UUID(0, 1), "Tpm", Purpose.CHALLENGE);

    private final ContextDesk desk = node();
    private final Bytes context = desk.seal(BLUE, CHALLENGE, AT);

    private static ContextDesk node() {
        return new ContextDesk(new KeyEncryptionKey(SECRET).messageSeal(ContextDesk.SEAL));
    }

    @Test
    void opensOnAnotherNodeUntilFiveMinutesHavePassed() {
        assertEquals(CHALLENGE, node().open(BLUE, context, AT).content());
        assertEquals(CHALLENGE, desk.open(BLUE, context, AT.plus(Duration.ofSeconds(299))).content());
        assertEquals(Reason.CHALLENGE_EXPIRED, refused(BLUE, context, AT.plus(Duration.ofMinutes(5))));
    }

    @Test
    void refusesAnotherTenantsTypesAndPurposes() {
        assertEquals(Reason.SERVICE_CONTEXT_INVALID,
                refused(new Place(new UUID(0, 2), "Tpm", Purpose.CHALLENGE), context, AT));
        assertEquals(Reason.SERVICE_CONTEXT_INVALID,
                refused(new Place(new UUID(0, 1), "AzureGuest", Purpose.CHALLENGE), context, AT));
        assertEquals(Reason.SERVICE_CONTEXT_INVALID,
                refused(new Place(new UUID(0, 1), "Tpm", Purpose.ENROLMENT), context, AT));
    }

    @Test
    void refusesWhatWasChangedOrCutAtAnyOctet() {
        byte[] octets = context.toArray();
        for (int at = 0; at < octets.length; at++) {
            assertEquals(Reason.SERVICE_CONTEXT_INVALID, refused(BLUE, context.slice(0, at), AT));
            octets[at] ^= 1;
            assertEquals(Reason.SERVICE_CONTEXT_INVALID, refused(BLUE, Bytes.copyOf(octets), AT), "octet " + at);
            octets[at] ^= 1;
        }
    }

    private Reason refused(Place place, Bytes sent, Instant at) {
        return assertThrows(Refusal.class, () -> desk.open(place, sent, at)).reason();
    }
}
