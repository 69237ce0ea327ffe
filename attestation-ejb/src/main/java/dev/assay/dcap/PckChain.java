package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.TrustAnchor;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.PemCertificates;
import dev.assay.pki.UnsoundException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The certificates inside a quote: PCK, its CA, root (A.2 of checklist A). Their order in the text is free (PK-04). */
public record PckChain(Certificate pck, Certificate ca, Certificate root) {
    /** Which of Intel's two PCK CAs issued the certificate, and so which CRL speaks of it (PK-06). */
    public enum PckCa {
        PROCESSOR("Processor"),
        PLATFORM("Platform");

        private final String word;

        PckCa(String word) {
            this.word = word;
        }

        /** As the PCS API's {@code ca} parameter has it. */
        public String parameter() {
            return word.toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Exactly three certificates, sorted by subject and issuer; left as they stand where the names do not link. */
    public static PckChain read(Bytes pem) {
        List<Certificate> found = PemCertificates.read("PCK certificate chain", pem);
        if (found.size() != 3 || found.stream().distinct().count() != 3) {
            throw refusal("the chain must hold exactly three different certificates: PCK, CA, root");
        }
        Optional<Certificate> root = one(found, Certificate::selfIssued);
        Optional<Certificate> ca = root
                .flatMap(top -> one(found, next -> !next.equals(top) && next.issuedUnder(top)));
        if (ca.isEmpty())
            return new PckChain(found.get(0), found.get(1), found.get(2));
        Certificate pck = found.stream().filter(c -> !c.equals(root.get()) && !c.equals(ca.get())).findFirst()
                .orElseThrow();
        return new PckChain(pck, ca.get(), root.get());
    }

    /** Pinned by key, and a sound self-signed certificate on top (PK-01, PK-02). */
    public void verifyRoot(AnchorSet anchors, SoundIssuers issuers) {
        if (!anchors.trusts(TrustAnchor.Family.INTEL_SGX, root.spki())) {
            throw new Refusal(Reason.ROOT_NOT_TRUSTED,
                    "the root certificate's key is not a trust anchor of set \"" + anchors.name() + "\"");
        }
        sound("root certificate", () -> issuers.once(root.der().sha256(), () -> {
            root.verifySignedBy(root);
            root.checkIssues(1);
        }));
    }

    public void verifyCa(SoundIssuers issuers) {
        sound("PCK CA certificate", () -> issuers.once(root.der().concat(ca.der()).sha256(), () -> {
            ca.verifySignedBy(root);
            ca.checkIssues(0);
            issuedBy();
        }));
    }

    public void verifyPck() {
        sound("PCK certificate", () -> {
            pck.verifySignedBy(ca);
            pck.checkSignsData();
            pck.key();
            if (!pck.commonName().contains("SGX PCK Certificate")) {
                throw new UnsoundException("its common name does not contain \"SGX PCK Certificate\"");
            }
        });
    }

    public void checkValidity(Instant at) {
        validity("root certificate", root, at);
        validity("PCK CA certificate", ca, at);
        validity("PCK certificate", pck, at);
    }

    /** @throws UnsoundException where the CA's common name is neither of Intel's two */
    public PckCa issuedBy() {
        String name = ca.commonName();
        if (name.endsWith("PCK Processor CA"))
            return PckCa.PROCESSOR;
        if (name.endsWith("PCK Platform CA"))
            return PckCa.PLATFORM;
        throw new UnsoundException("its common name ends neither in \"PCK Processor CA\" nor in \"PCK Platform CA\"");
    }

    public Instant validUntil() {
        return List.of(pck.notAfter(), ca.notAfter(), root.notAfter()).stream().min(Instant::compareTo).orElseThrow();
    }

    private static void validity(String what, Certificate certificate, Instant at) {
        if (certificate.validAt(at))
            return;
        throw new Refusal(Reason.CERTIFICATE_NOT_VALID_AT_TIME, "the %s is valid from %s to %s, not at %s"
                .formatted(what, certificate.notBefore(), certificate.notAfter(), at));
    }

    private static void sound(String what, Runnable check) {
        try {
            check.run();
        } catch (UnsoundException unsound) {
            throw refusal("the " + what + ": " + unsound.getMessage());
        }
    }

    private static Refusal refusal(String detail) {
        return new Refusal(Reason.CERTIFICATE_CHAIN_INVALID, detail);
    }

    private static Optional<Certificate> one(List<Certificate> among, Predicate<Certificate> wanted) {
        List<Certificate> matching = among.stream().filter(wanted).toList();
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }
}
