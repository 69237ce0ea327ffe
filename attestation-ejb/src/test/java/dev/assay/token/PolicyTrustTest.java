package dev.assay.token;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.token.SignedPolicies.Signer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** maa-api §3.1: a listed certificate, or one that chains to one. */
class PolicyTrustTest {
    private static final Instant AT = SignedPolicies.AT;
    private static final Instant BEFORE = AT.minus(Duration.ofDays(1));

    private final Signer root = SignedPolicies.root("EC", "root");

    PolicyTrustTest() throws GeneralSecurityException {}

    @Test
    void trustsAListedCertificateWhateverItsDates() throws GeneralSecurityException {
        Signer old = SignedPolicies.issued(root, "old", -1, AT.minus(Duration.ofDays(300)));
        assertTrue(trusts(old, old));
        assertTrue(trusts(root, root));
    }

    @Test
    void trustsWhatChainsToAListedCertificate() throws GeneralSecurityException {
        Signer middle = SignedPolicies.issued(root, "middle", 0, BEFORE);
        Signer leaf = SignedPolicies.issued(middle, "leaf", -1, BEFORE);
        assertTrue(trusts(middle, root));
        assertTrue(trusts(leaf, root));
        assertTrue(trusts(leaf, middle));
        assertTrue(trusts(new Signer(leaf.pair(), leaf.chain().subList(0, 1)), middle));
    }

    @Test
    void trustsNobodyWhereNothingIsListed() {
        assertFalse(trusts(root));
    }

    @Test
    void rejectsAnotherCertificateOfTheSameName() throws GeneralSecurityException {
        Signer namesake = SignedPolicies.root("EC", "root");
        assertFalse(trusts(namesake, root));
        assertFalse(trusts(SignedPolicies.issued(namesake, "leaf", -1, BEFORE), root));
    }

    @Test
    void rejectsAChainWithAMissingLink() throws GeneralSecurityException {
        Signer leaf = SignedPolicies.issued(SignedPolicies.issued(root, "middle", 0, BEFORE), "leaf", -1, BEFORE);
        assertFalse(trusts(new Signer(leaf.pair(), leaf.chain().subList(0, 1)), root));
    }

    @Test
    void rejectsAnIssuerThatMayNotIssue() throws GeneralSecurityException {
        Signer end = SignedPolicies.issued(root, "end", -1, BEFORE);
        assertFalse(trusts(SignedPolicies.issued(end, "leaf", -1, BEFORE), root));
        Signer narrow = SignedPolicies.issued(root, "narrow", 0, BEFORE);
        Signer below = SignedPolicies.issued(narrow, "below", 0, BEFORE);
        assertFalse(trusts(SignedPolicies.issued(below, "leaf", -1, BEFORE), narrow));
    }

    @Test
    void rejectsAChainThatIsNotValidNow() throws GeneralSecurityException {
        assertFalse(trusts(SignedPolicies.issued(root, "late", -1, AT.plusSeconds(1)), root));
        assertFalse(trusts(SignedPolicies.issued(root, "over", -1, AT.minus(Duration.ofDays(31))), root));
        Signer middle = SignedPolicies.issued(root, "over", 0, AT.minus(Duration.ofDays(31)));
        assertFalse(trusts(SignedPolicies.issued(middle, "leaf", -1, BEFORE), root));
    }

    private static boolean trusts(Signer signer, Signer... listed) {
        return new PolicyTrust(List.of(listed).stream().map(Signer::certificate).toList())
                .trusts(new PolicySigner("ES256", signer.chain()), AT);
    }
}
