package dev.assay.tpm2;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.pki.UnsoundException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.junit.jupiter.api.Test;

/** Both salts that TPMs use hold; another does not. */
class PssSaltTest {
    private static final Bytes CERTIFY = Bytes
            .hex("ff5443478017" + "0000" + "0000" + "00".repeat(16) + "01" + "00".repeat(8) + "0000" + "0000");

    @Test
    void acceptsDigestLengthAndLongestSaltOnly() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        verify(pair, 32);
        verify(pair, 256 - 32 - 2);
        assertThrows(UnsoundException.class, () -> verify(pair, 20));
    }

    private static void verify(KeyPair pair, int salt) throws Exception {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
        signer.initSign(pair.getPrivate());
        signer.update(CERTIFY.toArray());
        TpmSignature signature = TpmSignature.read(Bytes.hex("0016000b0100").concat(Bytes.copyOf(signer.sign())));
        AttestSignature.verify(Attest.read(CERTIFY), signature, pair.getPublic(), TpmHash.SOUND);
    }
}
