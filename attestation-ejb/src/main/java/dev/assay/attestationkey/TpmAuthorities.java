package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Reason;
import dev.assay.pki.Certificate;
import dev.assay.pki.PublicKeys;
import dev.assay.pki.RevocationList;
import dev.assay.pki.UnsoundException;
import dev.assay.tpm2.TpmCertificate.Purpose;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a tenant trusts to certify keys of TPMs: its own statement, kept as a JSON document. At most 64 authorities, 256
 * denied keys, 16 KiB a certificate, 256 KiB a CRL and 3 MiB of both together.
 *
 * @param authorities in an order of their own, so that equal statements are equal; none twice for one use
 * @param deniedKeys SHA-256 of DER SubjectPublicKeyInfo of keys that are refused whoever certified them (TP-10)
 */
public record TpmAuthorities(List<Authority> authorities, Set<Bytes> deniedKeys) {
    static final int MAX_AUTHORITIES = 64;
    static final int MAX_DENIED = 256;
    static final int MAX_CERTIFICATE = 16 * 1024;
    static final int MAX_CRL = 256 * 1024;
    private static final int MAX_OCTETS = 3 * 1024 * 1024;
    private static final Comparator<Authority> ORDER = Comparator.comparing(Authority::use)
            .thenComparing(authority -> authority.certificate().sha256().toHex());
    /** Trusts nobody. Behind the order it is made with. */
    public static final TpmAuthorities NONE = new TpmAuthorities(List.of());

    /** @throws MalformedException where a limit is met or an authority is listed twice */
    public TpmAuthorities {
        authorities = authorities.stream().sorted(ORDER).toList();
        deniedKeys = Set.copyOf(deniedKeys);
        checkLimits(authorities, deniedKeys);
        Set<Object> seen = new HashSet<>();
        for (Authority one : authorities) {
            if (!seen.add(List.of(one.use(), one.certificate())))
                throw new MalformedException("authorities", "one certificate is listed twice for " + one.use().word());
        }
    }

    public TpmAuthorities(List<Authority> authorities) {
        this(authorities, Set.of());
    }

    /** What an authority may certify. */
    public enum Use {
        ATTESTATION_KEYS(Purpose.ATTESTATION_KEY, Reason.ATTESTATION_KEY_NOT_TRUSTED, "attestation keys"),
        ENDORSEMENT_KEYS(Purpose.ENDORSEMENT_KEY, Reason.ENDORSEMENT_KEY_NOT_TRUSTED, "endorsement keys");

        private final Purpose purpose;
        private final Reason untrusted;
        private final String inWords;

        Use(Purpose purpose, Reason untrusted, String inWords) {
            this.purpose = purpose;
            this.untrusted = untrusted;
            this.inWords = inWords;
        }

        /** As documents spell it: {@code attestation-keys}. */
        public String word() {
            return inWords.replace(' ', '-');
        }

        Purpose purpose() {
            return purpose;
        }

        /** Why a certificate is refused that no authority for this use vouches for. */
        Reason untrusted() {
            return untrusted;
        }

        String inWords() {
            return inWords;
        }
    }

    /**
     * One certification authority.
     *
     * @param anchor whether trust ends here; else it is an intermediate, of use for building a chain only
     * @param certificate DER
     * @param crl DER, newest held; one held is always used
     * @param revocationRequired whether a certificate it issued counts only while a CRL that is not expired is held; says
     *        nothing of what an intermediate below it issued
     */
    public record Authority(Use use, boolean anchor, Bytes certificate, Optional<Bytes> crl,
            boolean revocationRequired) {
        /** @throws MalformedException where the certificate or CRL is empty or too large */
        public Authority {
            check("certificate", certificate, MAX_CERTIFICATE, "16 KiB");
            crl.ifPresent(list -> check("crl", list, MAX_CRL, "256 KiB"));
        }

        /**
         * A CA's certificate as a person brings it; without a CRL, which then is not required.
         *
         * @param pemOrDer one certificate
         * @throws MalformedException saying why it cannot be an authority
         */
        public static Authority read(Use use, boolean anchor, Bytes pemOrDer) {
            Bytes der = PemBlock.der("certificate", "CERTIFICATE", pemOrDer);
            checkAuthority(Certificate.read("certificate", der));
            return new Authority(use, anchor, der, Optional.empty(), false);
        }

        /**
         * With a CRL in place of the one held.
         *
         * @param pemOrDer one complete CRL that this authority issued; dates are judged when it is used
         * @throws MalformedException saying why it cannot be used
         */
        public Authority withCrl(Bytes pemOrDer) {
            Bytes der = PemBlock.der("crl", "X509 CRL", pemOrDer);
            check("crl", der, MAX_CRL, "256 KiB");
            RevocationList list = RevocationList.read("crl", der);
            try {
                list.verifyIssuedBy(Certificate.read("certificate", certificate));
            } catch (UnsoundException refused) {
                throw new MalformedException("crl", refused.getMessage());
            }
            return new Authority(use, anchor, certificate, Optional.of(der), revocationRequired);
        }

        public Authority requiringRevocation(boolean required) {
            return new Authority(use, anchor, certificate, crl, required);
        }

        private static void checkAuthority(Certificate certificate) {
            if (!certificate.isAuthority())
                throw new MalformedException("certificate",
                        "is not of a CA: its basicConstraints do not say CA=true; list the CA that issued it");
            if (!certificate.certifies())
                throw new MalformedException("certificate",
                        "may not sign certificates: its key usage lacks keyCertSign");
            try {
                PublicKeys.check(certificate.publicKey());
            } catch (UnsoundException refused) {
                throw new MalformedException("certificate", refused.getMessage());
            }
        }

        private static void check(String field, Bytes octets, int most, String inWords) {
            if (octets.length() == 0 || octets.length() > most)
                throw new MalformedException(field, "is empty or larger than " + inWords);
        }
    }

    /** @throws MalformedException naming the member */
    public static TpmAuthorities read(Bytes utf8) {
        return AuthoritiesDocument.read(utf8);
    }

    /** Canonical: equal statements are equal octets. */
    public Bytes document() {
        return AuthoritiesDocument.write(this);
    }

    private static void checkLimits(List<Authority> authorities, Set<Bytes> deniedKeys) {
        if (authorities.size() > MAX_AUTHORITIES)
            throw new MalformedException("authorities", "are more than " + MAX_AUTHORITIES + "; remove one first");
        if (deniedKeys.size() > MAX_DENIED)
            throw new MalformedException("deniedKeys", "are more than " + MAX_DENIED);
        long octets = authorities.stream()
                .mapToLong(one -> one.certificate().length() + one.crl().map(Bytes::length).orElse(0)).sum();
        if (octets > MAX_OCTETS)
            throw new MalformedException("authorities", "have certificates and CRLs of more than 3 MiB together");
    }
}
