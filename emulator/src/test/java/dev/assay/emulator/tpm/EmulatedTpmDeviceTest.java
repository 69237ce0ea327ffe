package dev.assay.emulator.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.bytes.Octets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Octets at the places the specification gives, read by hand. */
@Tag("TP-01")
class EmulatedTpmDeviceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");
    private static final Octets NONCE = Octets.utf8("0123456789abcdef");
    private static final EmulatedTpmDevice DEVICE = EmulatedTpmDevice.create(NOW);

    @Test
    void aQuoteHasEachFieldAtItsPlace() {
        String attest = DEVICE.quote(Selection.of(List.of(0, 7, 23), Bank.SHA256), NONCE).attest().toHex();
        TpmKey key = DEVICE.identity().attestationKey();
        Octets digest = Octets.join(IntStream.of(0, 7, 23)
                .mapToObj(index -> DEVICE.registers().value(Bank.SHA256, index)).toArray(Octets[]::new)).sha256();
        assertEquals("ff544347" + "8018" + "0022" + qualifiedName(key) + "0010" + NONCE.toHex()
                + "0000000005265c00" + "00000011" + "00000000" + "01" + "0007000200030000" + "00000001" + "000b"
                + "03" + "810080" + "0020" + digest.toHex(), attest);
    }

    @Test
    void aCertificationNamesTheKey() {
        TpmKey key = DEVICE.identity().requestKey();
        String attest = DEVICE.certify(key, NONCE).attest().toHex();
        assertTrue(attest.startsWith("ff5443478017"), attest);
        assertTrue(attest.endsWith("0022" + key.name().toHex() + "0022" + qualifiedName(key)), attest);
    }

    private static String qualifiedName(TpmKey key) {
        Octets hierarchy = Octets.hex("4000000b");
        Octets parent = Octets.hex("000b")
                .then(hierarchy.then(DEVICE.identity().endorsementKey().name()).sha256());
        return "000b" + parent.then(key.name()).sha256().toHex();
    }

    @ParameterizedTest
    @EnumSource
    void theSignatureHoldsOverTheOctets(KeyForm form) throws GeneralSecurityException {
        EmulatedTpmDevice device = EmulatedTpmDevice.create(OperatingSystem.LINUX, form, NOW);
        Attestation made = device.quote(Selection.all(Bank.SHA256), NONCE);
        assertTrue(made.signature().toHex().startsWith(switch (form) {
            case RSASSA -> "0014000b0100";
            case RSAPSS -> "0016000b0100";
            case ECDSA -> "0018000b0020";
        }));
        assertTrue(holds(form, device.identity().attestationKey().keys().getPublic(), made));
    }

    private static boolean holds(KeyForm form, PublicKey key, Attestation made) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(switch (form) {
            case RSASSA -> "SHA256withRSA";
            case RSAPSS -> "RSASSA-PSS";
            case ECDSA -> "SHA256withECDSAinP1363Format";
        });
        if (form == KeyForm.RSAPSS)
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        verifier.initVerify(key);
        verifier.update(made.attest().toArray());
        return verifier.verify(made.rawSignature().toArray());
    }

    @Test
    void aRebootCountsAndMeasuresAnew() {
        EmulatedTpmDevice again = DEVICE.reboot();
        assertEquals(DEVICE.clock().resets() + 1, again.clock().resets());
        assertEquals(0, again.clock().restarts());
        assertTrue(again.clock().milliseconds() > DEVICE.clock().milliseconds());
        assertNotEquals(DEVICE.registers().value(Bank.SHA256, 12), again.registers().value(Bank.SHA256, 12));
        assertEquals(DEVICE.registers().value(Bank.SHA256, 0), again.registers().value(Bank.SHA256, 0));
        assertEquals(DEVICE.identity(), again.identity());
    }

    @Test
    void aResumptionKeepsTheRegisters() {
        EmulatedTpmDevice again = DEVICE.resume();
        assertEquals(DEVICE.clock().resets(), again.clock().resets());
        assertEquals(1, again.clock().restarts());
        assertEquals(DEVICE.registers().bank(Bank.SHA256), again.registers().bank(Bank.SHA256));
    }

    @Test
    @Tag("TP-08")
    void certificatesSayWhatTheyAreFor() throws Exception {
        var identity = DEVICE.identity();
        assertCertificate(identity.endorsementKey().certificate(), "2.23.133.8.1",
                identity.pki().endorsementCa().keys().getPublic());
        assertCertificate(identity.aikCertificate(), "2.23.133.8.3",
                identity.pki().attestationCa().keys().getPublic());
    }

    private static void assertCertificate(Octets der, String usage, PublicKey issuer) throws Exception {
        var certificate = (java.security.cert.X509Certificate) java.security.cert.CertificateFactory
                .getInstance("X.509").generateCertificate(new java.io.ByteArrayInputStream(der.toArray()));
        certificate.verify(issuer);
        certificate.checkValidity(java.util.Date.from(NOW));
        assertEquals(List.of(usage), certificate.getExtendedKeyUsage());
        assertTrue(certificate.getCriticalExtensionOIDs().contains("2.5.29.17"));
        String names = Octets.of(certificate.getExtensionValue("2.5.29.17")).toHex();
        for (String text : List.of("id:41535341", "Emulated TPM", "id:00010002"))
            assertTrue(names.contains(Octets.utf8(text).toHex()), text);
        assertEquals(-1, certificate.getBasicConstraints());
    }

    @Test
    @Tag("TP-08")
    void refusesACredentialForAnotherObject() {
        Octets junk = Octets.big16(256).then(Octets.random(255).with(0, Octets.u8(0)).then(Octets.u8(1)));
        assertThrows(IllegalArgumentException.class, () -> DEVICE.activate(Octets.hex("0000"), junk));
    }
}
