package dev.assay.attestationkey;

import static dev.assay.attestationkey.Statement.anchor;
import static dev.assay.attestationkey.Statement.intermediate;
import static dev.assay.attestationkey.Statement.refused;
import static dev.assay.attestationkey.Statement.trust;
import static dev.assay.attestationkey.Statement.withCrl;
import static dev.assay.evidence.Reason.CERTIFICATE_REVOKED;
import static dev.assay.evidence.Reason.CRL_EXPIRED;
import static dev.assay.evidence.Reason.CRL_INVALID;
import static dev.assay.evidence.Reason.CRL_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.attestationkey.Draft.Issued;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Revocation by the lists of the statement, and by nothing else. */
@Tag("PK-05")
class HeldListsTest {
    private final Issued root = Draft.authority("CN=Root").selfSigned();
    private final Issued issuing = Draft.authority("CN=Issuing").by(root);
    private final Issued leaf = Draft.aik().by(issuing);

    @Test
    void acceptsWhatListsDoNotRevokeUntilTheFirstOfThemEnds() {
        Bytes brief = ListDraft.empty().valid(Draft.AT.minusSeconds(1), Draft.AT.plusSeconds(1)).by(root);
        var trusted = trust(withCrl(anchor(root), brief).requiringRevocation(true),
                withCrl(intermediate(issuing), ListDraft.empty().by(issuing)).requiringRevocation(true))
                .byCertificate(leaf.certificate(), List.of());
        assertEquals(Optional.of(Draft.AT.plusSeconds(1)), trusted.validUntil());
    }

    @Test
    void refusesRevokedLeaf() {
        refusedWith(CERTIFICATE_REVOKED, anchor(root),
                withCrl(intermediate(issuing), ListDraft.empty().revoking(leaf).by(issuing)));
    }

    @Test
    void refusesRevokedIntermediate() {
        refusedWith(CERTIFICATE_REVOKED, withCrl(anchor(root), ListDraft.empty().revoking(issuing).by(root)),
                intermediate(issuing));
    }

    @Test
    void refusesRevokedBeforeSayingThatAnotherListIsMissing() {
        refusedWith(CERTIFICATE_REVOKED, anchor(root).requiringRevocation(true),
                withCrl(intermediate(issuing), ListDraft.empty().revoking(leaf).by(issuing)));
    }

    @Test
    void keepsRevokedRevokedWhenItsListHasExpired() {
        refusedWith(CERTIFICATE_REVOKED, anchor(root),
                withCrl(intermediate(issuing), expired().revoking(leaf).by(issuing)));
    }

    @Test
    void cannotTellWithoutListThatIsRequired() {
        refusedWith(CRL_MISSING, anchor(root), intermediate(issuing).requiringRevocation(true));
    }

    @Test
    void cannotTellWithExpiredListEvenWhereNoneIsRequired() {
        refusedWith(CRL_EXPIRED, anchor(root), withCrl(intermediate(issuing), expired().by(issuing)));
    }

    @Test
    void cannotTellWithListOfTheFuture() {
        unusable(ListDraft.empty().valid(Draft.AT.plusSeconds(1), Draft.AT.plusSeconds(60)).by(issuing));
    }

    @Test
    void cannotTellWithListOfAnotherAuthority() {
        unusable(ListDraft.empty().by(root));
    }

    @Test
    void cannotTellWithListSignedByAnotherKey() {
        unusable(ListDraft.empty().named("CN=Issuing", root));
    }

    @Test
    void cannotTellWithDeltaList() {
        unusable(ListDraft.empty().ofKind(true, false).by(issuing));
    }

    @Test
    void cannotTellWithIndirectList() {
        unusable(ListDraft.empty().ofKind(false, true).by(issuing));
    }

    @Test
    void cannotTellWithListThatNamesNoNextUpdate() {
        unusable(ListDraft.empty().valid(Draft.AT.minusSeconds(1), null).by(issuing));
    }

    @Test
    @Tag("PK-10")
    void cannotTellWithListSignedOverSha1() {
        unusable(ListDraft.empty().signedWith("SHA1").by(issuing));
    }

    @Test
    void cannotTellWithOctetsThatAreNoList() {
        unusable(Bytes.utf8("no list"));
    }

    @Test
    void cannotTellWithListOfAuthorityThatMaySignNone() {
        Issued mute = Draft.authority("CN=Mute").with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                .by(root);
        Issued below = Draft.aik().by(mute);
        refused(CRL_INVALID, () -> trust(anchor(root), withCrl(intermediate(mute), ListDraft.empty().by(mute)))
                .byCertificate(below.certificate(), List.of()));
    }

    @Test
    void usesListForIntermediateThatWasSentInAnotherCertificateOfTheSameAuthority() {
        Issued twin = Draft.authority("CN=Issuing").by(root, issuing.keys());
        Authority listed = withCrl(intermediate(issuing), ListDraft.empty().revoking(leaf).by(issuing));
        refused(CERTIFICATE_REVOKED,
                () -> trust(anchor(root), listed).byCertificate(leaf.certificate(), List.of(twin.certificate())));
    }

    private void unusable(Bytes crl) {
        refusedWith(CRL_INVALID, anchor(root), withCrl(intermediate(issuing), crl));
    }

    private void refusedWith(Reason reason, Authority... authorities) {
        refused(reason, () -> trust(authorities).byCertificate(leaf.certificate(), List.of()));
    }

    private static ListDraft expired() {
        return ListDraft.empty().valid(Draft.AT.minus(Duration.ofDays(2)), Draft.AT);
    }
}
