package dev.assay.attestationkey;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.tpm2.TpmPublic;
import java.time.Instant;
import java.util.Optional;

/** Authorities, lists and keys for tests of other packages. */
public final class Specimens {
    public static final Instant AT = Draft.AT;

    private Specimens() {}

    /** A certification authority that can issue lists. */
    public record Ca(Bytes certificate, Draft.Issued issued) {
        /** Empty. @param from of it, for a week */
        public Bytes crl(Instant from) {
            return ListDraft.empty().valid(from, from.plusSeconds(7 * 86_400)).by(issued);
        }

        public Authority trusted(Use use) {
            return new Authority(use, true, certificate, Optional.empty(), false);
        }
    }

    public static Ca ca(String name) {
        Draft.Issued issued = Draft.authority("CN=" + name).selfSigned();
        return new Ca(issued.certificate().der(), issued);
    }

    public static Ca expired(String name) {
        Draft.Issued issued = Draft.authority("CN=" + name).expired().selfSigned();
        return new Ca(issued.certificate().der(), issued);
    }

    /** Of an AIK, which certifies nobody. */
    public static Bytes leaf() {
        return Draft.aik().by(ca("issuer").issued()).certificate().der();
    }

    /** A new attestation key. */
    public static TpmPublic attestationKey() {
        return PublicAreas.attestation(Draft.ecKeys().getPublic());
    }

    /** A new endorsement key, which signs nothing. */
    public static TpmPublic endorsementKey() {
        return PublicAreas.endorsement(Draft.ecKeys().getPublic());
    }

    public static Bytes identity(TpmPublic key) {
        return WeakKeys.identity(key.key().jca());
    }
}
