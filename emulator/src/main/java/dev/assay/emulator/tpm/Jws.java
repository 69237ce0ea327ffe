package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import java.security.KeyPair;

/** Compact JWS (RFC 7515). */
final class Jws {
    private Jws() {}

    /** PS256: RSASSA-PSS, SHA-256, a salt of 32 octets (RFC 7518 §3.5). */
    static String ps256(String header, String payload, KeyPair signer) {
        return signed(header, payload, KeyForm.RSAPSS, signer);
    }

    static String signed(String header, String payload, KeyForm form, KeyPair signer) {
        String signing = Octets.utf8(header).toBase64Url() + "." + Octets.utf8(payload).toBase64Url();
        return signing + "." + form.raw(signer, Octets.utf8(signing), Bank.SHA256).toBase64Url();
    }
}
