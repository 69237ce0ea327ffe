package dev.assay.service;

import dev.assay.bytes.Bytes;
import java.util.Optional;

/**
 * One that is to be trusted to certify keys of TPMs.
 *
 * @param use {@code aik} or {@code ek}. @param anchor whether trust ends there. @param certificate DER. @param crl DER
 */
public record TpmAuthorityWish(String use, boolean anchor, boolean revocationRequired, Bytes certificate,
        Optional<Bytes> crl) {}
