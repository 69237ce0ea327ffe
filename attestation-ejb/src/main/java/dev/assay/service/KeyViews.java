package dev.assay.service;

import dev.assay.persistence.StoredKey;
import dev.assay.signing.KeyFacts;
import dev.assay.signing.KeyState;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Shows stored keys. */
final class KeyViews {
    private KeyViews() {}

    static KeyView of(StoredKey key) {
        KeyFacts facts = key.facts();
        KeyFacts.Times times = facts.times();
        return new KeyView(facts.kid(), facts.terms().algorithm().name(), facts.state().wire(),
                facts.terms().custody().wire(),
                new KeyView.Dates(times.publishedAt(), times.activatedAt(), times.retiredAt(),
                        facts.is(KeyState.NEXT) ? Optional.empty() : Optional.of(times.latestExpiry())),
                certificate(key.published().chain()));
    }

    private static KeyView.Certificate certificate(List<X509Certificate> chain) {
        X509Certificate leaf = chain.getFirst();
        return new KeyView.Certificate(leaf.getSubjectX500Principal().getName(),
                leaf.getIssuerX500Principal().getName(), leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(), chain.size() > 1);
    }
}
