package dev.assay.cli;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.cli.relying.TestIssuer;
import dev.assay.json.StrictJson;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.AttestSignature;
import dev.assay.tpm2.Credential;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import dev.assay.tpm2.TpmPublic;
import dev.assay.tpm2.TpmSignature;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;

/** The service's side of the messages, held against the core's reading of TPM structures; it judges no boot. */
final class FakeTpmService {
    static final String PATH = "/t/demo/attest/Tpm";
    static final String DEVICE = "00000000-0000-4000-8000-000000000001";

    private static final Bytes SECRET = Bytes.utf8("a secret of thirty-two octets...");
    private static final Bytes CHALLENGE = Bytes.hex("00112233445566778899aabbccddeeff");

    private final TestIssuer issuer;
    private TpmPublic attestationKey;

    /** Attestations that held. */
    final List<Attest> quotes = new ArrayList<>();
    final List<String> types = new ArrayList<>();
    /** Certificates of endorsement keys it was sent. */
    final List<Bytes> endorsements = new ArrayList<>();
    JsonObject lastPayload = JsonValue.EMPTY_JSON_OBJECT;
    /** What the token says in place of the request's number; null: that. */
    String nonce;

    FakeTpmService(TestIssuer issuer) {
        this.issuer = issuer;
        issuer.answer(PATH, body -> {
            JsonObject outer = StrictJson.object("body", Bytes.utf8(body));
            JsonObject inner = StrictJson.object("data", Base64Url.decode("data", outer.getString("data")));
            String answer = Json.line(Json.object().add("payload", answer(inner.getJsonObject("payload"))).build());
            return "{\"data\":\"" + Bytes.utf8(answer).toBase64Url() + "\"}";
        });
    }

    private JsonObject answer(JsonObject message) throws Exception {
        types.add(message.getString("type", "request"));
        return switch (types.getLast()) {
            case "aikcert" ->
                Json.object().add("challenge", CHALLENGE.toBase64Url()).add("service_context", "c").build();
            case "aikpub" -> message.containsKey("secret") ? activated(message) : hidden(message);
            default -> Json.object().add("report", report(message.getString("request"))).build();
        };
    }

    private JsonObject hidden(JsonObject message) {
        endorsements.add(octets(message, "ek_cert"));
        TpmPublic endorsement = TpmPublic.readSized(octets(message, "ek_pub"));
        attestationKey = TpmPublic.readSized(octets(message, "aik_pub"));
        attestationKey.checkAttestationKey();
        Credential made = Credential.make(endorsement, attestationKey.name(), SECRET, new SecureRandom());
        return Json.object().add("credential_blob", made.idObject().toBase64Url())
                .add("encrypted_secret", made.encryptedSecret().toBase64Url()).add("service_context", "e").build();
    }

    private static JsonObject activated(JsonObject message) {
        if (!octets(message, "secret").equals(SECRET) || !message.getString("service_context").equals("e"))
            throw new IllegalStateException("not the secret");
        return Json.object().add("device", DEVICE).add("registered", "2026-11-24T12:00:00Z").build();
    }

    private String report(String request) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(request);
        String payload = jws.getUnverifiedPayload();
        lastPayload = StrictJson.object("payload", Bytes.utf8(payload)).getJsonObject("att_data");
        JsonObject jwk = lastPayload.getJsonObject("request_key").getJsonObject("jwk");
        jws.setKey(PublicJsonWebKey.Factory.newPublicJwk(jwk.toString()).getPublicKey());
        if (!jws.verifySignature() || !"PS256".equals(jws.getAlgorithmHeaderValue())
                || !"attReqV2".equals(jws.getHeader("typ")))
            throw new IllegalStateException("not signed by the request key");
        check(payload, lastPayload.getJsonObject("tpm_att_data").getJsonObject("current_attestation"));
        String claims = issuer.claims().replaceFirst("}$", "");
        return issuer.token(claims + ",\"nonce\":\"" + (nonce == null ? lastPayload.getString("rp_data") : nonce)
                + "\",\"secureBootEnabled\":true,\"cnf\":{\"jwk\":" + jwk + "}}", header -> {});
    }

    private void check(String payload, JsonObject attestation) {
        Attest attest = Attest.read(octets(attestation, "quote"));
        TpmSignature signature = TpmSignature.read(octets(attestation, "signature"));
        AttestSignature.verify(attest, signature, attestationKey);
        if (!attest.extraData().equals(binding(payload)))
            throw new IllegalStateException("the quote does not bind the request key");
        values(attestation).checkQuoted(attest.quote(), signature.scheme().hash());
        quotes.add(attest);
    }

    /** From the text as it was sent, by hand (maa-tpm §2.3). */
    private static Bytes binding(String payload) {
        int from = payload.indexOf("{\"jwk\":", payload.indexOf("\"request_key\":")) + "{\"jwk\":".length();
        String text = payload.substring(from, payload.indexOf('}', from) + 1);
        return Bytes.utf8(text).concat(Bytes.hex("00")).concat(CHALLENGE).sha256();
    }

    private static PcrValues values(JsonObject attestation) {
        Map<TpmHash, Map<Integer, Bytes>> banks = new EnumMap<>(TpmHash.class);
        for (JsonValue bank : attestation.getJsonArray("pcrs")) {
            Map<Integer, Bytes> values = new HashMap<>();
            for (JsonValue value : bank.asJsonObject().getJsonArray("values"))
                values.put(value.asJsonObject().getInt("index"), octets(value.asJsonObject(), "digest"));
            banks.put(TpmHash.of("algorithm", bank.asJsonObject().getInt("algorithm")), values);
        }
        return new PcrValues(banks);
    }

    private static Bytes octets(JsonObject object, String name) {
        return Base64Url.decode(name, object.getString(name));
    }
}
