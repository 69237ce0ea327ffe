package dev.assay.dcap;

import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.RevocationList;
import java.util.Optional;

/** A.11: root CRL and the PCK CRL of the PCK's own issuer (PK-05, PK-06). */
final class Revocation {
    private final CollateralReader reader;
    private final CollateralSet collateral;
    private final Freshness freshness;

    Revocation(CollateralReader reader, CollateralSet collateral, Freshness freshness) {
        this.reader = reader;
        this.collateral = collateral;
        this.freshness = freshness;
    }

    /**
     * Both lists are looked at before either's absence counts: a certificate that a sound list names is revoked, whatever
     * else is missing.
     *
     * @return the root CRL, which also speaks of the signers of collateral
     * @throws Refusal as {@code reject} where a certificate is revoked, as {@code unavailable} where a list is missing,
     *         unsound or not valid at the instant
     */
    RevocationList check(PckChain chain) {
        Looked root = look(CollateralKey.rootCaCrl(), chain.root(), chain.ca(), "PCK CA");
        Looked pck = look(CollateralKey.pckCrl(chain.issuedBy().parameter()), chain.ca(), chain.pck(), "PCK");
        if (root.refusal().isPresent())
            throw root.refusal().get();
        if (pck.refusal().isPresent())
            throw pck.refusal().get();
        return root.list().orElseThrow();
    }

    private record Looked(Optional<RevocationList> list, Optional<Refusal> refusal) {}

    private Looked look(CollateralKey key, Certificate issuer, Certificate subject, String what) {
        try {
            CollateralDocument document = collateral.find(key).orElseThrow(() -> new Refusal(Reason.CRL_MISSING,
                    key.kind().fileName() + " is missing: " + collateral.whyAbsent(key)));
            RevocationList list = reader.crl(document, issuer);
            freshness.check(key.kind().fileName(), Reason.CRL_EXPIRED, list.thisUpdate(), list.nextUpdate());
            if (list.revokes(subject)) {
                throw new Refusal(Reason.CERTIFICATE_REVOKED, "the " + what + " certificate is revoked");
            }
            return new Looked(Optional.of(list), Optional.empty());
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.CERTIFICATE_REVOKED)
                throw refusal;
            return new Looked(Optional.empty(), Optional.of(refusal));
        }
    }
}
