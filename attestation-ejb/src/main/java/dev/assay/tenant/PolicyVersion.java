package dev.assay.tenant;

import dev.assay.bytes.Bytes;
import dev.assay.policy.Policy;
import java.util.Optional;

/**
 * A version of a policy to be stored.
 *
 * @param document the compact JWS exactly as received
 * @param signerSha256 of the certificate that signed it; empty: it is unsecured
 * @param once whether the document may be stored once only
 */
public record PolicyVersion(Policy policy, String document, Optional<Bytes> signerSha256, boolean once) {}
