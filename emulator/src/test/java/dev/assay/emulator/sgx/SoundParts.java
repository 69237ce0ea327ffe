package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Which parts of a bundle the JDK finds sound, each looked at by itself. */
final class SoundParts {
    /** What is looked at, with the steps of checklist A that a mistake in it may belong to. */
    enum Part {
        /** The fields with one value. */
        HEADER("A.2"),
        /** All lengths: where they are wrong, nothing else in the quote can be looked at. */
        LENGTHS("A.1", "A.3", "A.4"),
        /** The type of certification data. */
        CERTIFICATION_TYPE("A.5"),
        /** The chain in the quote, without revocation. */
        CHAIN("A.6", "A.7", "A.8", "A.9", "A.10"),
        /** The chain in the quote, with both CRLs. */
        REVOCATION("A.6", "A.7", "A.8", "A.9", "A.10", "A.11"),
        /** Signature, signer, dates and form. */
        TCB_INFO("A.12"),
        /** Which platform it is for. */
        TCB_SUBJECT("A.12", "A.13"),
        /** Signature, signer, dates and form. */
        QE_IDENTITY("A.14"),
        /** The PCK's over the QE report. */
        QE_SIGNATURE("A.6", "A.15"),
        /** The QE report's data. */
        QE_BINDING("A.16"),
        /** The attestation key's over header and report. */
        SIGNATURE("A.19");

        final Set<String> steps;

        Part(String... steps) {
            this.steps = Set.of(steps);
        }
    }

    private final EvidenceBundle bundle;
    private final QuoteView quote;
    private final Instant at;

    SoundParts(EvidenceBundle bundle, Instant at) {
        this.bundle = bundle;
        this.quote = new QuoteView(bundle.quote());
        this.at = at;
    }

    /** The parts that are not sound. */
    Set<Part> broken() {
        Set<Part> broken = EnumSet.allOf(Part.class);
        broken.removeIf(part -> holds(() -> sound(part)));
        return broken;
    }

    private static boolean holds(Callable<Boolean> check) {
        try {
            return check.call();
        } catch (Exception | AssertionError failed) {
            return false;
        }
    }

    private boolean sound(Part part) throws Exception {
        return switch (part) {
            case HEADER -> bundle.quote().slice(0, 8).equals(Octets.hex("0300020000000000"))
                    && bundle.quote().slice(12, 28).equals(Octets.hex("939a7233f79c4ca9940a0db3957f0607"));
            case LENGTHS -> quote.authLength() == bundle.quote().length() - 436
                    && quote.endOfCertification() == bundle.quote().length();
            case CERTIFICATION_TYPE -> quote.certificationType() == 5;
            case CHAIN -> chainHolds();
            case REVOCATION -> revocationHolds();
            case TCB_INFO -> signedJson(EmulatedCollateral.TCB_INFO, EmulatedCollateral.TCB_INFO_ISSUER_CHAIN,
                    "{\"tcbInfo\":{\"id\":\"SGX\",\"version\":3,");
            case TCB_SUBJECT -> file(EmulatedCollateral.TCB_INFO).asUtf8()
                    .contains("\"fmspc\":\"" + bundle.fmspc().toUpperCase() + "\",\"pceId\":\"0000\",\"tcbType\":0,");
            case QE_IDENTITY -> signedJson(EmulatedCollateral.QE_IDENTITY,
                    EmulatedCollateral.QE_IDENTITY_ISSUER_CHAIN, "{\"enclaveIdentity\":{\"id\":\"QE\",\"version\":2,");
            case QE_SIGNATURE -> JdkCheck.signed(chain().get(0).getPublicKey(), quote.qeReport(),
                    quote.qeReportSignature());
            case QE_BINDING -> quote.attestationPoint().then(quote.authenticationData()).sha256().then(Octets.zero(32))
                    .equals(quote.qeReport().slice(320, 384));
            case SIGNATURE -> JdkCheck.signed(JdkCheck.key(quote.attestationPoint()), quote.signedPart(),
                    quote.signature());
        };
    }

    private boolean chainHolds() throws Exception {
        List<X509Certificate> chain = chain();
        chain.get(2).verify(chain.get(2).getPublicKey());
        chain.get(2).checkValidity(Date.from(at));
        JdkCheck.validate(chain, at, List.of());
        return chain.size() == 3 && Octets.of(chain.get(2).getPublicKey().getEncoded()).equals(bundle.anchor().spki())
                && quote.chainText().endsWith("\n\0") && name(chain.get(0)).equals("CN=Intel SGX PCK Certificate")
                && name(chain.get(1)).matches("CN=Intel SGX PCK (Processor|Platform) CA");
    }

    private boolean revocationHolds() throws Exception {
        X509CRL pck = crl(EmulatedCollateral.PCK_CRL);
        X509CRL root = crl(EmulatedCollateral.ROOT_CA_CRL);
        try {
            JdkCheck.validate(chain(), at, List.of(pck, root));
        } catch (CertPathValidatorException refused) {
            return false;
        }
        return !pck.getThisUpdate().after(Date.from(at))
                && !root.getThisUpdate().after(Date.from(at))
                && pck.getNextUpdate().after(Date.from(at))
                && root.getNextUpdate().after(Date.from(at));
    }

    private boolean signedJson(String document, String issuerChain, String start) throws Exception {
        String text = file(document).asUtf8();
        List<X509Certificate> issuers = JdkCheck.certificates(file(issuerChain).asUtf8());
        int seal = text.lastIndexOf(",\"signature\":\"");
        Octets inner = Octets.utf8(text.substring(text.indexOf(":{") + 1, seal));
        return text.startsWith(start) && text.endsWith("\"}") && dated(text) && levelsSound(text)
                && name(issuers.get(0)).equals("CN=Intel SGX TCB Signing") && issuedByTheRoot(issuers.get(0))
                && JdkCheck.signed(issuers.get(0).getPublicKey(), inner,
                        Octets.hex(text.substring(seal + 14, text.length() - 2)));
    }

    private boolean issuedByTheRoot(X509Certificate signer) throws Exception {
        signer.checkValidity(Date.from(at));
        signer.verify(JdkCheck.certificates(bundle.anchor().certificatePem()).get(0).getPublicKey());
        return !holds(() -> crl(EmulatedCollateral.ROOT_CA_CRL).isRevoked(signer));
    }

    private boolean dated(String text) {
        return !Instant.parse(member(text, "issueDate")).isAfter(at)
                && !Instant.parse(member(text, "nextUpdate")).isBefore(at);
    }

    private static boolean levelsSound(String text) {
        return !text.contains("\"Foo\"") && (text.contains("enclaveIdentity") || !text.contains("\"svn\":256")
                && text.split("\"svn\":", -1).length - 1 == 16 * (text.split("\"pcesvn\"", -1).length - 1)
                && text.contains("\"tcbType\":0"));
    }

    private static String member(String text, String name) {
        int from = text.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return text.substring(from, text.indexOf('"', from));
    }

    private static String name(X509Certificate certificate) {
        String[] names = certificate.getSubjectX500Principal().getName().split(",");
        return names[names.length - 1].startsWith("CN=") ? names[names.length - 1] : names[0];
    }

    private List<X509Certificate> chain() throws Exception {
        return JdkCheck.certificates(quote.chainText());
    }

    private X509CRL crl(String name) throws Exception {
        return JdkCheck.crl(file(name));
    }

    private Octets file(String name) {
        return bundle.collateral().file(name).orElseThrow();
    }
}
