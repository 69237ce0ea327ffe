package dev.assay.attestationkey;

import static dev.assay.attestationkey.TpmAuthorities.Use.ENDORSEMENT_KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.Draft.Issued;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** What an administrator brings, as PEM or DER, with a sentence where it will not do. */
class AuthorityReadTest {
    private static final Issued CA = Draft.authority("CN=CA").selfSigned();

    @Test
    void readsPemAndDerAlike() {
        Bytes der = CA.certificate().der();
        Authority authority = new Authority(ENDORSEMENT_KEYS, true, der, Optional.empty(), false);
        assertEquals(authority, Authority.read(ENDORSEMENT_KEYS, true, der));
        assertEquals(authority, Authority.read(ENDORSEMENT_KEYS, true, pem("CERTIFICATE", der)));
        Bytes crl = ListDraft.empty().by(CA);
        assertEquals(Optional.of(crl), authority.withCrl(crl).crl());
        assertEquals(Optional.of(crl), authority.withCrl(pem("X509 CRL", crl)).crl());
    }

    @Test
    void refusesCertificateThatIsNotOfACa() {
        refused("CA=true", Draft.aik().by(CA).certificate().der());
        refused("CA=true", Draft.of("CN=x").selfSigned().certificate().der());
    }

    @Test
    void refusesCaThatMayNotSignCertificates() {
        refused("keyCertSign", Draft.authority("CN=x").with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                .selfSigned().certificate().der());
    }

    @Test
    void refusesCaWithWeakKey() {
        refused("2048", Draft.authority("CN=x").by(CA, Draft.rsaKeys(1024)).certificate().der());
    }

    @Test
    void refusesTwoCertificatesOtherBlocksAndOtherText() {
        Bytes one = pem("CERTIFICATE", CA.certificate().der());
        refused("one PEM block", one.concat(one));
        refused("one PEM block", pem("X509 CRL", CA.certificate().der()));
        refused("one PEM block", Bytes.utf8("subject=CN=CA\n").concat(one));
        refused("base64", Bytes.utf8("-----BEGIN CERTIFICATE-----\n§\n-----END CERTIFICATE-----"));
        refused("DER", CA.certificate().der().concat(Bytes.hex("00")));
        refused("empty", Bytes.EMPTY);
    }

    @Test
    void refusesListOfAnotherAuthority() {
        Issued other = Draft.authority("CN=CA").selfSigned();
        Authority authority = Authority.read(ENDORSEMENT_KEYS, true, CA.certificate().der());
        MalformedException refusal = assertThrows(MalformedException.class,
                () -> authority.withCrl(ListDraft.empty().by(other)));
        assertEquals("crl: its signature is not its issuer's", refusal.getMessage());
    }

    private static void refused(String why, Bytes pemOrDer) {
        MalformedException refusal = assertThrows(MalformedException.class,
                () -> Authority.read(ENDORSEMENT_KEYS, true, pemOrDer));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private static Bytes pem(String label, Bytes der) {
        return Bytes.utf8("-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(der.toArray()) + "\n-----END " + label + "-----\n");
    }
}
