package dev.assay.identity;

import java.security.PublicKey;
import java.util.Optional;

/** A key of an issuer. @param algorithm the only one it is for, where the issuer says so */
public record IssuerKey(String kid, PublicKey key, Optional<String> algorithm) {
    boolean serves(BearerAlgorithm wanted) {
        return algorithm.orElse(wanted.name()).equals(wanted.name()) && wanted.takes(key);
    }
}
