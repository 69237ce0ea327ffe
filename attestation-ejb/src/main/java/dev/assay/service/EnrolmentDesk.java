package dev.assay.service;

import dev.assay.attestationkey.AttestationKeyTrust;
import dev.assay.attestationkey.EndorsementKeyTrust;
import dev.assay.attestationkey.EndorsementKeyTrust.Sound;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.service.ContextDesk.Place;
import dev.assay.service.ContextDesk.Purpose;
import dev.assay.tenant.Tenant;
import dev.assay.tpm2.TpmPublic;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Enrolment by credential activation (TP-08; TPM 2.0 Library, Part 1, 24), our extension {@code aikpub}: a secret that only
 * the TPM with the endorsement key can open, and only where it holds the attestation key, too.
 */
final class EnrolmentDesk {
    /** TP-08. */
    private static final int SECRET_OCTETS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ContextDesk contexts;
    private final TpmExchange.Once once;
    private final Function<Tenant, TpmAuthorities> authorities;
    private final Register register;

    /** Where devices are kept. */
    @FunctionalInterface
    interface Register {
        EnrolmentAnswer register(Tenant tenant, Sound sound, Bytes endorsementCertificate, String traceId, Instant at);
    }

    EnrolmentDesk(ContextDesk contexts, TpmExchange.Once once, Function<Tenant, TpmAuthorities> authorities,
            Register register) {
        this.contexts = contexts;
        this.once = once;
        this.authorities = authorities;
        this.register = register;
    }

    /**
     * @throws Refusal as {@link EndorsementKeyTrust#check}
     * @throws MalformedException naming the member
     */
    JsonObject begin(Tenant tenant, TpmMessage.Enrol wanted, Instant at) {
        List<Certificate> chain = wanted.chain().stream().map(der -> Certificate.read("ek_chain", der)).toList();
        Sound sound = new EndorsementKeyTrust(authorities.apply(tenant), at).check(
                Certificate.read("ek_cert", wanted.certificate()), chain, area("ek_pub", wanted.endorsement()),
                area("aik_pub", wanted.attestation()));
        byte[] random = new byte[SECRET_OCTETS];
        RANDOM.nextBytes(random);
        Bytes secret = Bytes.copyOf(random);
        var credential = dev.assay.tpm2.Credential.make(sound.endorsement(), sound.attestationKeyName(), secret,
                RANDOM);
        Bytes content = new EnrolmentFacts(secret, wanted.certificate(), sound).write();
        return Json.createObjectBuilder().add("credential_blob", credential.idObject().toBase64Url())
                .add("encrypted_secret", credential.encryptedSecret().toBase64Url())
                .add("service_context", contexts.seal(place(tenant), content, at).toBase64Url()).build();
    }

    private static Place place(Tenant tenant) {
        return new Place(tenant.id(), AttestationType.TPM.wireName(), Purpose.ENROLMENT);
    }

    /** TPM2B_PUBLIC begins with the length of the rest; as the type of a TPMT_PUBLIC no such number is known. */
    private static TpmPublic area(String field, Bytes octets) {
        try {
            boolean sized = octets.length() > 2 && (octets.at(0) << 8 | octets.at(1)) == octets.length() - 2;
            return sized ? TpmPublic.readSized(octets) : TpmPublic.read(octets);
        } catch (MalformedException misshapen) {
            throw new MalformedException(field, misshapen.getMessage());
        }
    }

    /**
     * @throws Refusal {@code SERVICE_CONTEXT_INVALID}, {@code CHALLENGE_EXPIRED}, {@code CHALLENGE_USED},
     *         {@code ATTESTATION_KEY_UNSUITABLE}, {@code ENDORSEMENT_KEY_NOT_TRUSTED}, {@code CREDENTIAL_MISMATCH}, {@code DEVICE_CONFLICT}, {@code DEVICE_QUOTA}
     */
    JsonObject complete(Tenant tenant, TpmMessage.Activate opened, Instant at, String traceId) {
        ContextDesk.Opened context = contexts.open(place(tenant), opened.context(), at);
        EnrolmentFacts facts = EnrolmentFacts.read(context.content());
        // TP-08: one guess, so used up before it is compared.
        if (!once.use(tenant.id(), facts.secret(), context.expires()))
            throw new Refusal(Reason.CHALLENGE_USED,
                    "service_context: was used before; begin the enrolment again");
        if (!facts.secret().matches(opened.secret()))
            throw new Refusal(Reason.CREDENTIAL_MISMATCH,
                    "secret: is not the one in credential_blob; begin the enrolment again");
        stillAllowed(tenant, facts.sound(), at);
        return told(register.register(tenant, facts.sound(), facts.certificate(), traceId, at));
    }

    /** TP-10: a key may have been denied since the enrolment began. */
    private void stillAllowed(Tenant tenant, Sound sound, Instant at) {
        TpmAuthorities now = authorities.apply(tenant);
        new AttestationKeyTrust(now, at).suitable(sound.attestation());
        if (now.deniedKeys().contains(sound.endorsementKey()))
            throw new Refusal(Reason.ENDORSEMENT_KEY_NOT_TRUSTED,
                    "the endorsement key is on the tenant's list of denied keys");
    }

    private static JsonObject told(EnrolmentAnswer answer) {
        return switch (answer) {
            case EnrolmentAnswer.Registered(var device, Instant since) -> Json.createObjectBuilder()
                    .add("device", device.id().toString()).add("registered", since.toString()).build();
            case EnrolmentAnswer.Conflict(String detail) -> throw new Refusal(Reason.DEVICE_CONFLICT, detail);
            case EnrolmentAnswer.QuotaSpent() -> throw new Refusal(Reason.DEVICE_QUOTA,
                    "the tenant has as many devices as it may: an administrator deletes those that are gone");
        };
    }
}
