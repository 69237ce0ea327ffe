package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/**
 * What a verifier has to trust for a bundle to pass.
 *
 * @param certificatePem the root's certificate
 * @param spki its DER SubjectPublicKeyInfo
 */
public record Anchor(String certificatePem, Octets spki) {}
