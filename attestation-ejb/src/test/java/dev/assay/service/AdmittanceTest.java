package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.policy.DefaultPolicies;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantSnapshot;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("AU-05")
class AdmittanceTest {
    private static final Optional<Outcome> ADMITTED = Optional.empty();
    private static final Optional<Outcome> UNAUTHORIZED = Optional.of(new Outcome.Unauthorized());

    @Test
    void looksAtNoTokenWhereTheTypeIsForEverybody() {
        Credential untouchable = new Credential(false, () -> {
            throw new AssertionError("the token was looked at");
        });
        assertEquals(ADMITTED, refusal(untouchable, AuthenticatedTypes.NONE));
        assertEquals(ADMITTED, refusal(untouchable, AuthenticatedTypes.of(AttestationType.OPEN_ENCLAVE)));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void takesAReaderOrAContributorOfTheTenant(Role role) {
        boolean may = role == Role.ATTESTATION_READER || role == Role.ATTESTATION_CONTRIBUTOR;
        assertEquals(may ? ADMITTED : UNAUTHORIZED, authenticated(of(Optional.of("demo"), role)));
        assertEquals(UNAUTHORIZED, authenticated(of(Optional.of("other"), role)));
        assertEquals(UNAUTHORIZED, authenticated(of(Optional.empty(), role)));
    }

    @Test
    void takesNobodyUnknown() {
        assertEquals(UNAUTHORIZED, authenticated(new Identification.Refused()));
        assertEquals(Optional.of(new Outcome.IssuerUnavailable()), authenticated(new Identification.Unavailable()));
    }

    /** As by api-version 2018-09-01-preview, whatever the settings. */
    @Test
    void takesNobodyUnknownWhereTheCallDemandsACaller() {
        assertEquals(UNAUTHORIZED, refusal(new Credential(true, Identification.Refused::new), AuthenticatedTypes.NONE));
        assertEquals(ADMITTED, refusal(
                new Credential(true, () -> of(Optional.of("demo"), Role.ATTESTATION_READER)), AuthenticatedTypes.NONE));
    }

    private static Identification of(Optional<String> tenant, Role role) {
        return new Identification.Known(new Caller(tenant, "alice", "issuer", Set.of(role)));
    }

    private static Optional<Outcome> authenticated(Identification found) {
        return refusal(new Credential(false, () -> found), AuthenticatedTypes.of(AttestationType.SGX_ENCLAVE));
    }

    private static Optional<Outcome> refusal(Credential credential, AuthenticatedTypes authenticated) {
        TenantSettings usual = TenantSettings.USUAL;
        Tenant tenant = new Tenant(new UUID(0, 7), "demo", "https://attest.example.org/t/demo", Emulated.ANCHORS,
                Baseline.STRICT, new TenantSettings(usual.trustModel(), usual.baseline(), "demo", authenticated,
                        usual.token(), usual.quotas(), false, usual.keepEvidenceDays()));
        AttestCall call = new AttestCall("demo", Emulated.request(), Optional.empty(), "::1", "trace", credential);
        TenantSnapshot read = new TenantSnapshot(tenant, 0, DefaultPolicies.servedFor("SgxEnclave").orElseThrow());
        return Admittance.asks(call, read) ? Admittance.refusal(call) : ADMITTED;
    }
}
