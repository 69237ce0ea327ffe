package dev.assay.cli;

import dev.assay.bytes.Bytes;
import java.security.SecureRandom;

/** Numbers used once. */
final class Nonces {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    static Bytes make(int octets) {
        byte[] nonce = new byte[octets];
        RANDOM.nextBytes(nonce);
        return Bytes.copyOf(nonce);
    }
}
