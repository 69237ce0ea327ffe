package dev.assay.signing;

import java.security.cert.X509Certificate;

/** What a relying party may know of a signing key. */
public record PublishedKey(String kid, X509Certificate certificate) {}
