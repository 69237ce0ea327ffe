package dev.assay.emulator.pki;

import dev.assay.emulator.bytes.Octets;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The emulator's root, its two PCK authorities and its signer of TCB Info and QE identity. Shape and common names are
 * Intel's, so that the checks on names pass; the organisation says what it is.
 */
public record EmulatedPki(CertifiedKey root, CertifiedKey processorCa, CertifiedKey platformCa,
        CertifiedKey tcbSigner) {
    public static final int AUTHORITY = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    public static final int SIGNER = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    public static final String ROOT_NAME = "Intel SGX Root CA";
    public static final String TCB_SIGNER_NAME = "Intel SGX TCB Signing";

    /** New keys, with certificates that have been good for a while and stay good for years around {@code now}. */
    public static EmulatedPki create(Instant now) {
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        KeyPair rootKeys = P256.generate();
        CertifiedKey root = rootProfile(day).issue(rootKeys, rootKeys);
        return new EmulatedPki(root, authority(CaKind.PROCESSOR, root, day), authority(CaKind.PLATFORM, root, day),
                leaf(TCB_SIGNER_NAME, root, day).issue(P256.generate(), rootKeys));
    }

    private static CertificateProfile rootProfile(Instant day) {
        return new CertificateProfile(name(ROOT_NAME), name(ROOT_NAME), newSerial(), before(day, 5), after(day, 25),
                true, 1, AUTHORITY, List.of(CrlPointer.root()));
    }

    private static CertifiedKey authority(CaKind kind, CertifiedKey root, Instant day) {
        return new CertificateProfile(name(kind.commonName()), root.subject(), newSerial(), before(day, 4),
                after(day, 11), true, 0, AUTHORITY, List.of(CrlPointer.root())).issue(P256.generate(), root.keys());
    }

    private static CertificateProfile leaf(String commonName, CertifiedKey issuer, Instant day) {
        return new CertificateProfile(name(commonName), issuer.subject(), newSerial(), before(day, 1), after(day, 6),
                false, -1, SIGNER, List.of(CrlPointer.root()));
    }

    /** What a PCK certificate of this authority says, before its SGX extension is added. */
    public CertificateProfile pckProfile(CaKind kind, Instant now) {
        Extension pointer = CrlPointer.pck(kind);
        return leaf("Intel SGX PCK Certificate", authority(kind), now.truncatedTo(ChronoUnit.DAYS))
                .withExtension(pointer);
    }

    public CertifiedKey authority(CaKind kind) {
        return switch (kind) {
            case PROCESSOR -> processorCa;
            case PLATFORM -> platformCa;
        };
    }

    /** The chain that comes with TCB Info and QE identity: signer and root. */
    public String tcbIssuerChainPem() {
        return tcbSigner.pem() + root.pem();
    }

    /** The chain that comes with a PCK CRL: authority and root. */
    public String pckCrlIssuerChainPem(CaKind kind) {
        return authority(kind).pem() + root.pem();
    }

    public String rootCertificatePem() {
        return root.pem();
    }

    /** DER SubjectPublicKeyInfo of the root: the trust anchor to pin. */
    public Octets rootSpki() {
        return root.spki();
    }

    /** The root's CRL, good for a year from a month ago; DER. */
    public Octets rootCrl(Instant now) {
        return CrlDraft.ofRoot(this, now).make().orElseThrow();
    }

    /** An authority's CRL, fresh and good for thirty days; DER. */
    public Octets pckCrl(CaKind kind, Instant now) {
        return CrlDraft.ofAuthority(this, kind, now).make().orElseThrow();
    }

    /** Writes keys (mode 0600) and certificates into a folder. */
    public void save(Path folder) throws IOException {
        KeyFolder files = new KeyFolder(folder);
        files.write("root", root);
        files.write("processor-ca", processorCa);
        files.write("platform-ca", platformCa);
        files.write("tcb-signer", tcbSigner);
    }

    public static EmulatedPki load(Path folder) throws IOException {
        KeyFolder files = new KeyFolder(folder);
        return new EmulatedPki(files.read("root"), files.read("processor-ca"), files.read("platform-ca"),
                files.read("tcb-signer"));
    }

    /** A name of this PKI: the given common name and what marks it as an emulator's. */
    public static X500Name name(String commonName) {
        return new X500Name("CN=" + commonName + ",O=Assay Emulator,L=Test PKI,ST=CA,C=US");
    }

    /** Twenty octets, positive, as Intel's serial numbers are. */
    public static BigInteger newSerial() {
        return new BigInteger(1, Octets.random(20).toArray()).setBit(158).clearBit(159);
    }

    private static Instant before(Instant day, int years) {
        return day.minus(Duration.ofDays(365L * years));
    }

    private static Instant after(Instant day, int years) {
        return day.plus(Duration.ofDays(365L * years));
    }
}
