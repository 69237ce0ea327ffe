package dev.assay.launcher.wire;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.Registers;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.Pem;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.stream.IntStream;

/**
 * A request message of version 2 by hand, as sound as its parts.
 *
 * @param log as sent
 * @param selection what the TPM quotes, as tpm2-tools take it
 * @param bank of the values sent; all 24 registers as the boot's log leaves them, unless {@code registers} says fewer
 * @param registers whose values are sent
 */
record QuotedRequest(TpmMachine machine, Octets log, String selection, Bank bank, int[] registers) {
    /** All of bank SHA-256, and the log of the boot: sound. */
    static QuotedRequest of(TpmMachine machine) {
        return new QuotedRequest(machine, machine.log().agile(Bank.SHA1, Bank.SHA256), "sha256:all", Bank.SHA256,
                IntStream.range(0, Registers.COUNT).toArray());
    }

    QuotedRequest withLog(Octets other) {
        return new QuotedRequest(machine, other, selection, bank, registers);
    }

    QuotedRequest quoting(String other) {
        return new QuotedRequest(machine, log, other, bank, registers);
    }

    QuotedRequest sending(Bank other, int... which) {
        return new QuotedRequest(machine, log, selection, other, which);
    }

    /** @param challenge message 2. @return a compact JWS */
    String answer(JsonObject challenge) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            String header = "{\"alg\":\"PS256\",\"typ\":\"attReqV2\"}";
            String signing = Octets.utf8(header).toBase64Url() + "."
                    + Octets.utf8(payload(challenge, jwk((RSAPublicKey) keys.getPublic())).toString()).toBase64Url();
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            pss.initSign(keys.getPrivate());
            pss.update(Octets.utf8(signing).toArray());
            return signing + "." + Octets.of(pss.sign()).toBase64Url();
        } catch (GeneralSecurityException refused) {
            throw new AssertionError(refused);
        }
    }

    private JsonObject payload(JsonObject challenge, JsonObject jwk) throws GeneralSecurityException {
        Octets asked = Octets.base64Url(challenge.getString("challenge"));
        Octets qualifying = Octets.join(Octets.utf8(jwk.toString()), Octets.zero(1), asked).sha256();
        JsonObjectBuilder info = Json.createObjectBuilder().add("tpm_quote",
                Json.createObjectBuilder().add("hash_alg", "sha-256"));
        return Json.createObjectBuilder().add("att_type", "basic").add("att_data", Json.createObjectBuilder()
                .add("challenge", challenge.getString("challenge"))
                .add("tpm_att_data", Json.createObjectBuilder().add("current_attestation", state(qualifying)))
                .add("request_key", Json.createObjectBuilder().add("jwk", jwk).add("info", info))
                .add("service_context", challenge.getString("service_context"))).build();
    }

    private JsonObjectBuilder state(Octets qualifying) throws GeneralSecurityException {
        TpmMachine.Quote quote = machine.quote(selection, qualifying);
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Pem.read("PUBLIC KEY", machine.keyPem()).toArray()));
        return Json.createObjectBuilder()
                .add("logs", Json.createArrayBuilder().add(Json.createObjectBuilder().add("type", "TCG").add("log",
                        log.toBase64Url())))
                .add("aik_pub", jwk(key))
                .add("pcrs", Json.createArrayBuilder().add(Json.createObjectBuilder().add("algorithm", bank.id())
                        .add("values", values())))
                .add("quote", quote.attest().toBase64Url()).add("signature", quote.signature().toBase64Url());
    }

    private JsonArrayBuilder values() {
        Registers after = Registers.after(machine.log());
        JsonArrayBuilder values = Json.createArrayBuilder();
        for (int index : registers)
            values.add(Json.createObjectBuilder().add("index", index).add("digest",
                    after.value(bank, index).toBase64Url()));
        return values;
    }

    private static JsonObject jwk(RSAPublicKey key) {
        return Json.createObjectBuilder().add("kty", "RSA").add("n", unsigned(key.getModulus()))
                .add("e", unsigned(key.getPublicExponent())).build();
    }

    private static String unsigned(BigInteger number) {
        byte[] octets = number.toByteArray();
        return Octets.of(octets).slice(octets[0] == 0 && octets.length > 1 ? 1 : 0, octets.length).toBase64Url();
    }
}
