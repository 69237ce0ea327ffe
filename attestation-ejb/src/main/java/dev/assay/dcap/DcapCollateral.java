package dev.assay.dcap;

import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.VerificationTerms;
import dev.assay.pki.Certificate;
import dev.assay.pki.RevocationList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The collateral of one appraisal, held against its instant: signatures through {@link CollateralReader}, then dates,
 * the signers' certificates and their revocation. Keeps what was used and how long it lasts.
 */
public final class DcapCollateral {
    private final CollateralReader reader;
    private final CollateralSet found;
    private final VerificationTerms terms;
    private final Freshness freshness;
    private final List<CollateralDocument> used = new ArrayList<>();
    private Optional<RevocationList> rootCrl = Optional.empty();

    public DcapCollateral(CollateralReader reader, CollateralSet found, VerificationTerms terms) {
        this.reader = reader;
        this.found = found;
        this.terms = terms;
        this.freshness = new Freshness(terms);
    }

    /** A.11. */
    public void checkRevocation(PckChain chain) {
        use(CollateralKey.rootCaCrl());
        use(CollateralKey.pckCrl(chain.issuedBy().parameter()));
        rootCrl = Optional.of(new Revocation(reader, found, freshness).check(chain));
    }

    /** A.12: signature, signer, dates. */
    public TcbInfo tcbInfo(PckExtension platform) {
        CollateralDocument document = document(CollateralKey.sgxTcbInfo(platform.fmspc().toHex()),
                Reason.TCB_INFO_MISSING);
        return current(reader.tcbInfo(document, terms.anchors()), Reason.TCB_INFO_INVALID, Reason.TCB_INFO_EXPIRED);
    }

    /** A.14. */
    public QeIdentity qeIdentity() {
        CollateralDocument document = document(CollateralKey.sgxQeIdentity(), Reason.QE_IDENTITY_MISSING);
        return current(reader.qeIdentity(document, terms.anchors()), Reason.QE_IDENTITY_INVALID,
                Reason.QE_IDENTITY_EXPIRED);
    }

    public List<CollateralDocument> documents() {
        return List.copyOf(used);
    }

    public void endsWith(Instant end) {
        freshness.ends(end);
    }

    public Optional<Instant> validUntil() {
        return Optional.of(freshness.earliestEnd());
    }

    public boolean graceUsed() {
        return freshness.graceUsed();
    }

    private <T> T current(Endorsed<T> endorsed, Reason invalid, Reason expired) {
        CollateralKind kind = endorsed.document().key().kind();
        for (Certificate certificate : List.of(endorsed.signer(), endorsed.root())) {
            if (!certificate.validAt(terms.at())) {
                throw new Refusal(invalid, "%s: its signer's chain is not valid at %s".formatted(kind.fileName(),
                        terms.at()));
            }
            freshness.ends(certificate.notAfter());
        }
        // PK-06: the root CRL speaks of the signers of collateral too.
        if (rootCrl.isPresent() && rootCrl.get().revokes(endorsed.signer())) {
            throw new Refusal(invalid, kind.fileName() + ": its signer's certificate is revoked");
        }
        freshness.check(kind.fileName(), expired, endorsed.issueDate(), endorsed.nextUpdate());
        return endorsed.value();
    }

    private CollateralDocument document(CollateralKey key, Reason missing) {
        use(key);
        return found.find(key).orElseThrow(
                () -> new Refusal(missing, key.kind().fileName() + " is missing: " + found.whyAbsent(key)));
    }

    private void use(CollateralKey key) {
        found.find(key).ifPresent(used::add);
    }
}
