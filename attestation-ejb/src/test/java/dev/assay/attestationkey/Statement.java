package dev.assay.attestationkey;

import static dev.assay.attestationkey.TpmAuthorities.Use.ATTESTATION_KEYS;

import dev.assay.attestationkey.Draft.Issued;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** Short ways to a tenant's statement, and to the reason of a refusal. */
final class Statement {
    private Statement() {}

    static Authority anchor(Issued ca) {
        return anchor(ATTESTATION_KEYS, ca);
    }

    static Authority anchor(Use use, Issued ca) {
        return new Authority(use, true, ca.certificate().der(), Optional.empty(), false);
    }

    static Authority intermediate(Issued ca) {
        return new Authority(ATTESTATION_KEYS, false, ca.certificate().der(), Optional.empty(), false);
    }

    static Authority withCrl(Authority authority, Bytes crl) {
        return new Authority(authority.use(), authority.anchor(), authority.certificate(), Optional.of(crl),
                authority.revocationRequired());
    }

    static AttestationKeyTrust trust(Authority... authorities) {
        return new AttestationKeyTrust(new TpmAuthorities(List.of(authorities)), Draft.AT);
    }

    static Refusal refused(Reason reason, Runnable work) {
        Refusal refusal = Assertions.assertThrows(Refusal.class, work::run);
        Assertions.assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal;
    }
}
