package dev.assay.service;

import dev.assay.identity.TrustedIssuer;
import java.time.Instant;

/** An issuer a tenant trusts, as shown. @param version the {@code ETag} */
public record IssuerView(TrustedIssuer issuer, int version, Instant created, Instant changed) {}
