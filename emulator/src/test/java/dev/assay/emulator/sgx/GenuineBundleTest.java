package dev.assay.emulator.sgx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parts of a genuine bundle hold together by the JDK's own checks. */
class GenuineBundleTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30.456Z");

    @ParameterizedTest
    @EnumSource
    void quoteIsSignedByItsAttestationKey(CaKind ca) throws Exception {
        QuoteView quote = new QuoteView(EmulatedAttester.create(ca, NOW).genuine(NOW).quote());
        assertTrue(JdkCheck.signed(JdkCheck.key(quote.attestationPoint()), quote.signedPart(), quote.signature()));
    }

    @ParameterizedTest
    @EnumSource
    void qeReportIsSignedByThePckAndBindsTheAttestationKey(CaKind ca) throws Exception {
        QuoteView quote = new QuoteView(EmulatedAttester.create(ca, NOW).genuine(NOW).quote());
        X509Certificate pck = JdkCheck.certificates(quote.chainText()).get(0);
        assertTrue(JdkCheck.signed(pck.getPublicKey(), quote.qeReport(), quote.qeReportSignature()));
        assertEquals(quote.attestationPoint().then(quote.authenticationData()).sha256().then(Octets.zero(32)),
                new Report(quote.qeReport()).get(ReportField.REPORTDATA));
    }

    @ParameterizedTest
    @EnumSource
    void quoteIsLaidOutToItsLastOctet(CaKind ca) {
        QuoteView quote = new QuoteView(EmulatedAttester.create(ca, NOW).genuine(NOW).quote());
        assertEquals(quote.octets().length() - 436, quote.authLength());
        assertEquals(5, quote.certificationType());
        assertEquals(quote.octets().length(), quote.endOfCertification());
        assertTrue(quote.chainText().endsWith("-----END CERTIFICATE-----\n\0"));
    }

    @ParameterizedTest
    @EnumSource
    void chainsPassPkixWithTheirRevocationLists(CaKind ca) throws Exception {
        EvidenceBundle bundle = EmulatedAttester.create(ca, NOW).genuine(NOW);
        List<X509CRL> crls = List.of(crl(bundle, EmulatedCollateral.PCK_CRL),
                crl(bundle, EmulatedCollateral.ROOT_CA_CRL));
        JdkCheck.validate(JdkCheck.certificates(new QuoteView(bundle.quote()).chainText()), NOW, crls);
        JdkCheck.validate(JdkCheck.certificates(text(bundle, EmulatedCollateral.TCB_INFO_ISSUER_CHAIN)), NOW, crls);
        JdkCheck.validate(JdkCheck.certificates(text(bundle, EmulatedCollateral.PCK_CRL_ISSUER_CHAIN)), NOW, crls);
    }

    @ParameterizedTest
    @EnumSource
    void jsonIsSignedOverItsInnerText(CaKind ca) throws Exception {
        EvidenceBundle bundle = EmulatedAttester.create(ca, NOW).genuine(NOW);
        var signer = JdkCheck.certificates(text(bundle, EmulatedCollateral.TCB_INFO_ISSUER_CHAIN)).get(0);
        for (String name : List.of(EmulatedCollateral.TCB_INFO, EmulatedCollateral.QE_IDENTITY)) {
            String document = text(bundle, name);
            int inner = document.indexOf(":{") + 1;
            int seal = document.lastIndexOf(",\"signature\":\"");
            assertTrue(JdkCheck.signed(signer.getPublicKey(), Octets.utf8(document.substring(inner, seal)),
                    Octets.hex(document.substring(seal + 14, document.length() - 2))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onePkiServesBundlesMonthsApart(CaKind ca) throws Exception {
        Instant later = NOW.plus(Duration.ofDays(200));
        EvidenceBundle bundle = EmulatedAttester.create(ca, NOW).genuine(later);
        JdkCheck.validate(JdkCheck.certificates(new QuoteView(bundle.quote()).chainText()), later, List.of(
                crl(bundle, EmulatedCollateral.PCK_CRL), crl(bundle, EmulatedCollateral.ROOT_CA_CRL)));
    }

    @ParameterizedTest
    @EnumSource
    void keysAreMadeAnewForEachPki(CaKind ca) {
        assertNotEquals(EmulatedAttester.create(ca, NOW).pki().rootSpki(),
                EmulatedAttester.create(ca, NOW).pki().rootSpki());
    }

    private static X509CRL crl(EvidenceBundle bundle, String name) throws Exception {
        return JdkCheck.crl(bundle.collateral().file(name).orElseThrow());
    }

    private static String text(EvidenceBundle bundle, String name) {
        return bundle.collateral().file(name).orElseThrow().asUtf8();
    }
}
