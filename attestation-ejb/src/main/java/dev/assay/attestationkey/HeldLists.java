package dev.assay.attestationkey;

import static dev.assay.evidence.Reason.CERTIFICATE_REVOKED;
import static dev.assay.evidence.Reason.CRL_EXPIRED;
import static dev.assay.evidence.Reason.CRL_INVALID;
import static dev.assay.evidence.Reason.CRL_MISSING;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.CertificatePath;
import dev.assay.pki.RevocationList;
import dev.assay.pki.UnsoundException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * PK-05: the CRLs in a tenant's statement, against a path from its anchor down. What a sound list revokes is revoked
 * before any list that is missing, expired or unsound matters, and stays so when that list has expired.
 */
final class HeldLists {
    private final List<Listed> authorities;
    private final Instant at;
    private Refusal unavailable;
    private Instant until;

    HeldLists(List<Listed> authorities, Instant at) {
        this.authorities = authorities;
        this.at = at;
    }

    /** @return the earliest next update of a list that was used */
    Optional<Instant> check(CertificatePath path) {
        List<Certificate> certificates = path.certificates();
        for (int i = certificates.size() - 2; i >= 0; i--) {
            Certificate issuer = certificates.get(i + 1);
            Certificate subject = certificates.get(i);
            authorities.stream().filter(one -> one.certificate().sameAuthority(issuer))
                    .forEach(one -> check(one, subject));
        }
        if (unavailable != null)
            throw unavailable;
        return Optional.ofNullable(until);
    }

    private void check(Listed issuer, Certificate subject) {
        Authority authority = issuer.authority();
        try {
            if (authority.crl().isPresent())
                check(sound(issuer, authority.crl().get()), subject);
            else if (authority.revocationRequired())
                throw new Refusal(CRL_MISSING, "revocation is required for what a CA of the path issued, "
                        + "and no CRL of it is held; upload one");
        } catch (Refusal refused) {
            if (refused.reason() == CERTIFICATE_REVOKED)
                throw refused;
            unavailable = unavailable == null ? refused : unavailable;
        }
    }

    private void check(RevocationList list, Certificate subject) {
        if (list.revokes(subject))
            throw new Refusal(CERTIFICATE_REVOKED, "a certificate of the path is on its issuer's CRL");
        if (!at.isBefore(list.nextUpdate()))
            throw new Refusal(CRL_EXPIRED,
                    "the CRL held of a CA of the path ended at " + list.nextUpdate() + "; upload a newer one");
        if (until == null || list.nextUpdate().isBefore(until))
            until = list.nextUpdate();
    }

    private RevocationList sound(Listed issuer, Bytes der) {
        try {
            RevocationList list = RevocationList.read("crl", der);
            list.verifyIssuedBy(issuer.certificate());
            if (list.thisUpdate().isAfter(at))
                throw new UnsoundException("it is from " + list.thisUpdate() + ", after " + at);
            return list;
        } catch (UnsoundException | MalformedException refused) {
            throw new Refusal(CRL_INVALID, "the CRL held of a CA of the path cannot be used: " + refused.getMessage());
        }
    }
}
