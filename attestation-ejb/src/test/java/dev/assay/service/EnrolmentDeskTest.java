package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.tenant.Tenant;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Enrolment by credential activation; the device does its part by other code. */
@Tag("TP-08")
class EnrolmentDeskTest {
    private static final Tenant BLUE = AttestationFlowTest.TENANT;
    private static final Tenant GREEN = new Tenant(new UUID(0, 8), "green", BLUE.issuer(), BLUE.anchors(),
            BLUE.baseline());
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final UUID DEVICE = new UUID(7, 7);

    private final TpmNode node = TpmNode.usual();
    private final EnrolmentDesk desk = node.enrolments();

    @Test
    void registersADeviceThatOpenedItsCredential() {
        node.enrolment = new EnrolmentAnswer.Registered(new TpmDevice(DEVICE, TpmDevice.Origin.ACTIVATION, key(),
                Optional.empty(), Optional.empty(), false, Optional.empty()), Emulated.AT);
        JsonObject offered = begin(TpmNode.DEVICE);
        JsonObject told = complete(BLUE, secret(TpmNode.DEVICE, offered), offered, Emulated.AT);
        assertEquals(DEVICE.toString(), told.getString("device"));
        assertEquals(Emulated.AT.toString(), told.getString("registered"));
        assertEquals(List.of("demo " + key().toHex()), node.registered);
        assertNotEquals(offered.getString("credential_blob"), begin(TpmNode.DEVICE).getString("credential_blob"));
    }

    @Test
    void makesACredentialForThatTpmAndThatKeyAlone() {
        JsonObject offered = begin(TpmNode.DEVICE);
        EmulatedTpmDevice other = TpmNode.DEVICE.sibling(Emulated.AT);
        assertThrows(IllegalArgumentException.class, () -> secret(other, offered));
    }

    @Test
    void takesOneGuess() {
        JsonObject offered = begin(TpmNode.DEVICE);
        Octets secret = secret(TpmNode.DEVICE, offered);
        assertEquals(Reason.CREDENTIAL_MISMATCH, refused(BLUE, secret.flipped(31), offered, Emulated.AT));
        assertEquals(Reason.CHALLENGE_USED, refused(BLUE, secret, offered, Emulated.AT));
        assertEquals(List.of(), node.registered);
    }

    @Test
    void takesASecretForItsTenantAndForFiveMinutes() {
        JsonObject offered = begin(TpmNode.DEVICE);
        Octets secret = secret(TpmNode.DEVICE, offered);
        assertEquals(Reason.SERVICE_CONTEXT_INVALID, refused(GREEN, secret, offered, Emulated.AT));
        assertEquals(Reason.CHALLENGE_EXPIRED,
                refused(BLUE, secret, offered, Emulated.AT.plus(Duration.ofMinutes(5))));
        assertTrue(node.used.isEmpty(), "neither is a guess");
    }

    @Test
    @Tag("TP-09")
    void saysWhyADeviceIsNotRegistered() {
        assertEquals(Reason.DEVICE_QUOTA, ended(new EnrolmentAnswer.QuotaSpent()));
        assertEquals(Reason.DEVICE_CONFLICT, ended(new EnrolmentAnswer.Conflict("known otherwise")));
    }

    private Reason ended(EnrolmentAnswer answer) {
        node.enrolment = answer;
        JsonObject offered = begin(TpmNode.DEVICE);
        return refused(BLUE, secret(TpmNode.DEVICE, offered), offered, Emulated.AT);
    }

    @Test
    @Tag("TP-07")
    void offersNothingToAKeyOfNoAuthority() {
        EmulatedTpmDevice stranger = EmulatedTpmDevice.create(Emulated.AT);
        assertEquals(Reason.ENDORSEMENT_KEY_NOT_TRUSTED,
                assertThrows(Refusal.class, () -> begin(stranger)).reason());
    }

    @Test
    void namesTheMemberThatDoesNotRead() {
        TpmMessage.Enrol good = wanted(TpmNode.DEVICE);
        Bytes none = Bytes.hex("0001");
        assertTrue(misshapen(new TpmMessage.Enrol(none, List.of(), good.endorsement(), good.attestation()))
                .startsWith("ek_cert"));
        assertTrue(misshapen(new TpmMessage.Enrol(good.certificate(), List.of(none), good.endorsement(),
                good.attestation())).startsWith("ek_chain"));
        assertTrue(misshapen(new TpmMessage.Enrol(good.certificate(), List.of(), none, good.attestation()))
                .startsWith("ek_pub"));
        assertTrue(misshapen(new TpmMessage.Enrol(good.certificate(), List.of(), good.endorsement(), none))
                .startsWith("aik_pub"));
    }

    /** TPM2B_PUBLIC as well as TPMT_PUBLIC. */
    @Test
    void takesPublicAreasWithTheirSizeToo() {
        TpmMessage.Enrol bare = wanted(TpmNode.DEVICE);
        JsonObject offered = desk.begin(BLUE, new TpmMessage.Enrol(bare.certificate(), List.of(),
                Emulated.bytes(TpmNode.DEVICE.identity().endorsementKey().sizedArea()), bare.attestation()),
                Emulated.AT);
        assertEquals(32, secret(TpmNode.DEVICE, offered).length());
    }

    private String misshapen(TpmMessage.Enrol wanted) {
        return assertThrows(MalformedException.class, () -> desk.begin(BLUE, wanted, Emulated.AT)).getMessage();
    }

    private static TpmMessage.Enrol wanted(EmulatedTpmDevice device) {
        var identity = device.identity();
        return new TpmMessage.Enrol(Emulated.bytes(identity.endorsementKey().certificate()), List.of(),
                Emulated.bytes(identity.endorsementKey().area()), Emulated.bytes(identity.attestationKey().area()));
    }

    private JsonObject begin(EmulatedTpmDevice device) {
        return desk.begin(BLUE, wanted(device), Emulated.AT);
    }

    private static Octets secret(EmulatedTpmDevice device, JsonObject offered) {
        return device.activate(Octets.base64Url(offered.getString("credential_blob")),
                Octets.base64Url(offered.getString("encrypted_secret")));
    }

    private JsonObject complete(Tenant tenant, Octets secret, JsonObject offered, Instant at) {
        return desk.complete(tenant, new TpmMessage.Activate(Emulated.bytes(secret),
                Base64Url.decode("context", offered.getString("service_context"))), at, TRACE);
    }

    private Reason refused(Tenant tenant, Octets secret, JsonObject offered, Instant at) {
        return assertThrows(Refusal.class, () -> complete(tenant, secret, offered, at)).reason();
    }

    private static Bytes key() {
        return Emulated.bytes(TpmNode.DEVICE.identity().aik().spki()).sha256();
    }
}
