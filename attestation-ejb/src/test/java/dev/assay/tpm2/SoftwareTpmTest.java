package dev.assay.tpm2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.UnsoundException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a software TPM makes is understood; what is made for it, it opens. */
class SoftwareTpmTest {
    private static final Bytes SECRET = Bytes.hex("00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"rsa,rsa,rsassa,sha256", "ecc,ecc,ecdsa,sha256", "rsa,rsa,rsapss,sha384", "ecc,rsa,rsassa,sha512"})
    @Tag("TP-08")
    void opensCredentialAndIsUnderstood(String ekKind, String akKind, String scheme, String hash) throws Exception {
        try (SoftwareTpm tpm = SoftwareTpm.startOrSkip(folder)) {
            tpm.run("tpm2_createek -c ek.ctx -G " + ekKind + " -u ek.pub");
            tpm.run("tpm2_createak -C ek.ctx -c ak.ctx -G " + akKind + " -g " + hash + " -s " + scheme
                    + " -u ak.pub -n ak.name");
            TpmPublic ak = TpmPublic.readSized(tpm.file("ak.pub"));
            ak.checkAttestationKey();
            assertEquals(tpm.file("ak.name"), ak.name());
            activates(tpm, ak);
            quotes(tpm, ak);
            certifies(tpm, ak);
        }
    }

    @Test
    @Tag("TP-08")
    void doesNotOpenCredentialForAnotherName() throws Exception {
        try (SoftwareTpm tpm = SoftwareTpm.startOrSkip(folder)) {
            tpm.run("tpm2_createek -c ek.ctx -G ecc -u ek.pub");
            tpm.run("tpm2_createak -C ek.ctx -c ak.ctx -G ecc -g sha256 -s ecdsa -u ak.pub -n ak.name");
            TpmPublic ek = TpmPublic.readSized(tpm.file("ek.pub"));
            var refused = assertThrows(IllegalStateException.class, () -> open(tpm, ek, ek.name()));
            assertEquals(true, refused.getMessage().contains("integrity"), refused.getMessage());
        }
    }

    private static void activates(SoftwareTpm tpm, TpmPublic ak) throws Exception {
        TpmPublic ek = TpmPublic.readSized(tpm.file("ek.pub"));
        assertThrows(MalformedException.class, ek::checkAttestationKey);
        assertThrows(MalformedException.class, ak::checkEndorsementKey);
        assertEquals(SECRET, open(tpm, ek, ak.name()));
    }

    /** The tools' file: a magic, a version, then both structures. */
    private static Bytes open(SoftwareTpm tpm, TpmPublic ek, Bytes name) throws Exception {
        Credential credential = Credential.make(ek, name, SECRET, new SecureRandom());
        tpm.write("credential", Bytes.hex("badcc0de00000001").concat(credential.idObject())
                .concat(credential.encryptedSecret()));
        tpm.run("tpm2_startauthsession --policy-session -S session.ctx");
        tpm.run("tpm2_policysecret -S session.ctx -c e");
        tpm.run("tpm2_activatecredential -c ak.ctx -C ek.ctx -i credential -o secret -P session:session.ctx");
        tpm.run("tpm2_flushcontext session.ctx");
        return tpm.file("secret");
    }

    private static void quotes(SoftwareTpm tpm, TpmPublic ak) throws Exception {
        Bytes zero = Bytes.copyOf(new byte[32]);
        Bytes measured = Bytes.utf8("measured").sha256();
        tpm.run("tpm2_pcrextend 7:sha256=" + measured.toHex());
        String hash = ak.scheme().orElseThrow().hash().name().toLowerCase(java.util.Locale.ROOT);
        tpm.run("tpm2_quote -c ak.ctx -l sha384:1+sha256:0,7 -q c0ffee -m quote -s quote.sig -g " + hash + scheme(ak));
        Attest attest = Attest.read(tpm.file("quote"));
        AttestSignature.verify(attest, TpmSignature.read(tpm.file("quote.sig")), ak);
        assertEquals("c0ffee", attest.extraData().toHex());
        Map<Integer, Bytes> sha384 = Map.of(1, Bytes.copyOf(new byte[48]));
        new PcrValues(Map.of(TpmHash.SHA384, sha384, TpmHash.SHA256,
                Map.of(0, zero, 7, zero.concat(measured).sha256())))
                .checkQuoted(attest.quote(), ak.scheme().orElseThrow().hash());
        var wrong = new PcrValues(Map.of(TpmHash.SHA384, sha384, TpmHash.SHA256, Map.of(0, zero, 7, zero)));
        assertThrows(UnsoundException.class,
                () -> wrong.checkQuoted(attest.quote(), ak.scheme().orElseThrow().hash()));
    }

    private static void certifies(SoftwareTpm tpm, TpmPublic ak) throws Exception {
        tpm.run("tpm2_createprimary -C o -G ecc -c key.ctx");
        tpm.run("tpm2_readpublic -c key.ctx -o key.pub");
        String hash = ak.scheme().orElseThrow().hash().name().toLowerCase(java.util.Locale.ROOT);
        tpm.run("tpm2_certify -c key.ctx -C ak.ctx -g " + hash + " -o certify -s certify.sig" + scheme(ak));
        Attest attest = Attest.read(tpm.file("certify"));
        AttestSignature.verify(attest, TpmSignature.read(tpm.file("certify.sig")), ak);
        assertEquals(TpmPublic.readSized(tpm.file("key.pub")).name(), attest.certified().name());
        assertThrows(MalformedException.class, attest::quote);
    }

    private static String scheme(TpmPublic ak) {
        return " --scheme " + ak.scheme().orElseThrow().algorithm().name().toLowerCase(java.util.Locale.ROOT);
    }
}
