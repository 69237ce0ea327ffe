package dev.assay.service;

import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.json.StrictJson;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyTerms;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.TokenSettings;
import dev.assay.token.TokenIssuer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The exchange about TPMs on one node, for a tenant that trusts the authorities of {@link #DEVICE}. */
final class TpmNode {
    static final EmulatedTpmDevice DEVICE = EmulatedTpmDevice.create(Emulated.AT);
    static final Credential READER = of("demo", Role.ATTESTATION_READER);
    /** why once: a list is signed anew each time it is made. */
    private static final TpmAuthorities AUTHORITIES = certifiers();
    private static final Bytes SECRET = KeyEncryptionKey.newSecret();

    final List<AuditRecord> audited = new ArrayList<>();
    final List<String> registered = new ArrayList<>();
    final Set<List<Object>> used = new HashSet<>();
    final TestClock clock = new TestClock(Emulated.AT);
    TpmExchange.Once once = (tenant, challenge, expires) -> used.add(List.of(tenant, challenge));
    EnrolmentAnswer enrolment = new EnrolmentAnswer.QuotaSpent();
    private final Tenant tenant;
    private final Policy policy;
    private final ClockGuard guard = new ClockGuard(clock, () -> 0L);

    /** @param properties configuration rules of the policy, which permits every key that is believed */
    TpmNode(String properties, Duration tpmLifetime) {
        Tenant base = AttestationFlowTest.TENANT;
        TenantSettings usual = TenantSettings.USUAL;
        this.tenant = new Tenant(base.id(), base.name(), base.issuer(), base.anchors(), base.baseline(),
                new TenantSettings(usual.trustModel(), usual.baseline(), usual.anchorSet(), usual.authenticated(),
                        TokenSettings.USUAL.withTpmLifetime(tpmLifetime), usual.quotas(), false,
                        usual.keepEvidenceDays()));
        this.policy = Policy.parse("version=1.2; configurationrules { => issueproperty(type=\"required_pcr_mask\","
                + " value=255); " + properties + " }; authorizationrules { [type==\"aikValidated\", value==true] =>"
                + " permit(); }; issuancerules { c:[type==\"secureBootEnabled\"] => issue(claim=c); };");
    }

    static TpmNode usual() {
        return new TpmNode("", TokenSettings.TPM_LIFETIME);
    }

    static Credential of(String tenant, Role role) {
        return new Credential(false, () -> new Identification.Known(new Caller(Optional.of(tenant), "someone",
                "https://issuer.example", Set.of(role))));
    }

    /** Of any node of the installation. */
    static ContextDesk contexts() {
        return new ContextDesk(new KeyEncryptionKey(SECRET).messageSeal(ContextDesk.SEAL));
    }

    static TpmAuthorities authorities() {
        return AUTHORITIES;
    }

    private static TpmAuthorities certifiers() {
        var pki = DEVICE.identity().pki();
        return new TpmAuthorities(List.of(
                new Authority(Use.ATTESTATION_KEYS, true, Emulated.bytes(pki.attestationCa().der()),
                        Optional.of(Emulated.bytes(pki.attestationCrl(Emulated.AT))), true),
                new Authority(Use.ENDORSEMENT_KEYS, true, Emulated.bytes(pki.endorsementCa().der()),
                        Optional.of(Emulated.bytes(pki.endorsementCrl(Emulated.AT))), true)));
    }

    static CollateralSet stated(Set<CollateralKey> keys) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>();
        Map<CollateralKey, String> absent = new HashMap<>();
        for (CollateralKey key : keys) {
            if (key.equals(CollateralKey.tpmAuthorities()))
                found.put(key, new CollateralDocument(key, authorities().document(), Bytes.EMPTY));
            else
                absent.put(key, "not known");
        }
        return new CollateralSet(found, absent);
    }

    EnrolmentDesk enrolments() {
        return new EnrolmentDesk(contexts(), (owner, challenge, expires) -> once.use(owner, challenge, expires),
                owner -> authorities(), (owner, sound, certificate, trace, at) -> {
                    registered.add(owner.name() + " " + sound.attestationKey().toHex());
                    return enrolment;
                });
    }

    TpmExchange exchange() {
        Ports ports = new Ports(AttestationFlowTest.directory(() -> Optional.of(new TenantSnapshot(tenant, 1, policy))),
                AttestationFlowTest.ALL,
                new TenantKeys(new AttestationFlowTest.FakeKeys(AttestationFlowTest.KEY), owner -> KeyTerms.USUAL),
                audited::add, (owner, keys) -> stated(keys), Sightings.NOWHERE);
        VerificationPool pool = new VerificationPool(1, 0, Duration.ZERO);
        Surroundings here = new Surroundings("node-1", guard, pool, pool, "demo"::equals);
        Closing closing = new Closing(ports, new TokenIssuer(), here, nothing -> {});
        AttestationFlow flow = new AttestationFlow(ports,
                new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine()), closing, here);
        return new TpmExchange(ports.tenants(), new TpmExchange.Parts(flow, contexts(),
                (owner, challenge, expires) -> once.use(owner, challenge, expires), enrolments()), closing, here);
    }

    TpmAnswer say(String data) {
        return say(data, READER);
    }

    TpmAnswer say(String data, Credential credential) {
        return exchange().take(new TpmCall("demo", Bytes.utf8(data), "::1", "0af7651916cd43dd8448eb211c80319c",
                credential));
    }

    TpmChallenge challenge() {
        JsonObject told = told(say("{\"type\":\"aikcert\"}"));
        return TpmChallenge.of(told.getString("challenge"), told.getString("service_context"));
    }

    TpmAnswer request(String jws) {
        return say("{\"request\":\"" + jws + "\"}");
    }

    TpmAnswer attest() {
        return request(DEVICE.attest(challenge(), Emulated.AT));
    }

    static JsonObject told(TpmAnswer answer) {
        if (answer instanceof TpmAnswer.Message(String json))
            return StrictJson.object("answer", Bytes.utf8(json));
        throw new AssertionError(answer.toString());
    }

    static JsonObject claims(TpmAnswer answer) {
        return StrictJson.object("report",
                Base64Url.decode("payload", told(answer).getString("report").split("\\.")[1]));
    }

    static UUID id() {
        return AttestationFlowTest.TENANT.id();
    }
}
