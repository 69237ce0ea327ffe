package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.Optional;

/** Whom a tenant trusts to certify keys of TPMs: its own statement, kept as a JSON document. */
public record TpmAuthorities(List<Authority> authorities) {
    public static final TpmAuthorities NONE = new TpmAuthorities(List.of());

    public TpmAuthorities {
        authorities = List.copyOf(authorities);
    }

    /** What an authority may certify. */
    public enum Use {
        ATTESTATION_KEYS,
        ENDORSEMENT_KEYS
    }

    /**
     * One certification authority.
     *
     * @param anchor whether trust ends here; else it is an intermediate, of use for building a chain only
     * @param certificate DER
     * @param crl DER, newest held
     * @param revocationRequired whether a certificate it issued counts only while a CRL that is not expired is held
     */
    public record Authority(Use use, boolean anchor, Bytes certificate, Optional<Bytes> crl,
            boolean revocationRequired) {}

    /** @throws dev.assay.bytes.MalformedException naming the member */
    public static TpmAuthorities read(Bytes utf8) {
        throw new UnsupportedOperationException();
    }

    /** Canonical: equal statements are equal octets. */
    public Bytes document() {
        throw new UnsupportedOperationException();
    }
}
