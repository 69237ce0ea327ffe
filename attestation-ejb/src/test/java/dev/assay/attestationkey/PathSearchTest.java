package dev.assay.attestationkey;

import static dev.assay.attestationkey.Statement.anchor;
import static dev.assay.attestationkey.Statement.refused;
import static dev.assay.attestationkey.Statement.trust;
import static dev.assay.evidence.Reason.ATTESTATION_KEY_NOT_TRUSTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.Draft.Issued;
import dev.assay.pki.Certificate;
import dev.assay.pki.PathSearch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.KeyPair;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a stranger sends sets no price, and leads nowhere outside. */
class PathSearchTest {
    private final Issued root = Draft.authority("CN=Root").selfSigned();

    @Test
    void endsLoopOfCrossSignedAuthorities() {
        Issued a = Draft.authority("CN=A").selfSigned();
        Issued b = Draft.authority("CN=B").by(a);
        Issued aByB = Draft.authority("CN=A").by(b, a.keys());
        Certificate leaf = Draft.aik().by(a).certificate();
        PathSearch search = new PathSearch(List.of(root.certificate()),
                List.of(aByB.certificate(), b.certificate(), a.certificate()));
        assertTrue(search.from(leaf).isEmpty());
        assertEquals(3, search.signatures());
    }

    @Test
    void findsWayThroughLoop() {
        Issued a = Draft.authority("CN=A").selfSigned();
        Issued b = Draft.authority("CN=B").by(a);
        Issued aByB = Draft.authority("CN=A").by(b, a.keys());
        Issued aByRoot = Draft.authority("CN=A").by(root, a.keys());
        Certificate leaf = Draft.aik().by(b).certificate();
        trust(anchor(root)).byCertificate(leaf,
                List.of(b.certificate(), aByB.certificate(), aByRoot.certificate(), a.certificate()));
    }

    @Test
    @Tag("PK-11")
    void verifiesNoMoreThanItsBoundWhateverIsSent() {
        Certificate leaf = Draft.aik().issue(Draft.ecKeys(), "CN=Same", Draft.ecKeys()).certificate();
        List<Certificate> many = new ArrayList<>();
        for (int i = 0; i < 80; i++)
            many.add(Draft.authority("CN=Same").selfSigned().certificate());
        PathSearch search = new PathSearch(many, many);
        assertTrue(search.from(leaf).isEmpty());
        assertEquals(PathSearch.MAX_SIGNATURES, search.signatures());
    }

    @Test
    @Tag("PK-11")
    void stopsInDenseMeshOfOneNameEach() {
        List<KeyPair> keys = List.of(Draft.ecKeys(), Draft.ecKeys(), Draft.ecKeys(), Draft.ecKeys());
        List<Certificate> mesh = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++)
                mesh.add(Draft.authority("CN=M" + i).issue(keys.get(i), "CN=M" + j, keys.get(j)).certificate());
        }
        PathSearch search = new PathSearch(List.of(root.certificate()), mesh);
        assertTrue(search.from(Draft.aik().issue(Draft.ecKeys(), "CN=M0", keys.getFirst()).certificate()).isEmpty());
        assertTrue(search.signatures() <= PathSearch.MAX_SIGNATURES);
    }

    @Test
    @Tag("PK-04")
    void allowsFiveIntermediatesAndNotSix() {
        List<Certificate> five = below(PathSearch.MAX_INTERMEDIATES);
        trust(anchor(root)).byCertificate(five.getLast(), withoutLast(five));
        List<Certificate> six = below(PathSearch.MAX_INTERMEDIATES + 1);
        var refusal = refused(ATTESTATION_KEY_NOT_TRUSTED,
                () -> trust(anchor(root)).byCertificate(six.getLast(), withoutLast(six)));
        assertTrue(refusal.getMessage().contains("more than 5 intermediate"), refusal.getMessage());
    }

    @Test
    @Tag("PK-04")
    void refusesNineCertificatesUnseen() {
        Certificate leaf = Draft.aik().by(root).certificate();
        trust(anchor(root)).byCertificate(leaf, Collections.nCopies(8, leaf));
        refused(ATTESTATION_KEY_NOT_TRUSTED,
                () -> trust(anchor(root)).byCertificate(leaf, Collections.nCopies(9, leaf)));
    }

    @Test
    @Tag("PK-12")
    void fetchesNothingThatCertificatesPointToWhateverTheProperties() throws Exception {
        try (ServerSocketChannel canary = ServerSocketChannel.open()) {
            canary.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
            String url = "http://127.0.0.1:" + canary.socket().getLocalPort() + "/";
            Issued pointing = pointing(Draft.authority("CN=Pointing"), url).by(root);
            Certificate leaf = pointing(Draft.aik(), url).by(pointing).certificate();
            withFetchingOn(() -> {
                trust(anchor(root)).byCertificate(leaf, List.of(pointing.certificate()));
                refused(ATTESTATION_KEY_NOT_TRUSTED, () -> trust(anchor(root)).byCertificate(leaf, List.of()));
            });
            assertNull(canary.accept());
        }
    }

    private static void withFetchingOn(Runnable work) {
        List<String> properties = List.of("com.sun.security.enableCRLDP", "com.sun.security.enableAIAcaIssuers");
        String ocsp = Security.getProperty("ocsp.enable");
        properties.forEach(name -> System.setProperty(name, "true"));
        Security.setProperty("ocsp.enable", "true");
        try {
            work.run();
        } finally {
            properties.forEach(System::clearProperty);
            Security.setProperty("ocsp.enable", ocsp == null ? "false" : ocsp);
        }
    }

    private static Draft pointing(Draft draft, String url) {
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, url);
        return draft
                .with(Extension.authorityInfoAccess, false,
                        new AuthorityInformationAccess(new AccessDescription[]{
                                new AccessDescription(AccessDescription.id_ad_caIssuers, name),
                                new AccessDescription(AccessDescription.id_ad_ocsp, name)}))
                .with(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[]{
                        new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null)}));
    }

    /** Intermediates one below the other, then the leaf. */
    private List<Certificate> below(int intermediates) {
        List<Certificate> chain = new ArrayList<>();
        Issued issuer = root;
        for (int i = 0; i < intermediates; i++) {
            issuer = Draft.authority("CN=Level " + i).by(issuer);
            chain.add(issuer.certificate());
        }
        chain.add(Draft.aik().by(issuer).certificate());
        return chain;
    }

    private static List<Certificate> withoutLast(List<Certificate> certificates) {
        return certificates.subList(0, certificates.size() - 1);
    }
}
