package dev.assay.identity;

import dev.assay.signing.KeyMaker;
import dev.assay.signing.SigningKey;
import dev.assay.token.TokenIssuer;
import dev.assay.token.TokenTerms;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an attacker sends instead of a token of an issuer, by what it tries; every one is to be refused (JW-01 to JW-05,
 * AU-01, AU-02).
 *
 * @param victim the issuer it pretends to be of, whose public key it knows
 * @param canary an address that tells of every connection
 */
public record BearerAttacks(TestIssuer victim, String canary) {
    /** By what each tries. */
    public Map<String, String> all() {
        Map<String, String> attacks = new LinkedHashMap<>();
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            attacks.put("alg " + none, unsigned(none));
            attacks.put("alg " + none + " with a signature", victim.signed(head("alg", none), victim.claims()));
        }
        attacks.put("no alg", victim.signed("{\"typ\":\"at+jwt\",\"kid\":\"the-kid\"}", victim.claims()));
        hmacs(attacks);
        headers(attacks);
        texts(attacks);
        claims(attacks);
        attacks.put("another key of the same name",
                TestIssuer.at(victim.url()).signed(victim.header(), victim.claims()));
        attacks.put("attestation token", attestation());
        return attacks;
    }

    private String unsigned(String none) {
        return TestIssuer.joined(head("alg", none), victim.claims()) + ".";
    }

    /** The public key, known to all, as the secret: in each form a library might take it in. */
    private void hmacs(Map<String, String> attacks) {
        RSAPublicKey key = (RSAPublicKey) victim.pair().getPublic();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----";
        Map<String, byte[]> secrets = Map.of("PEM", pem.getBytes(StandardCharsets.US_ASCII), "PEM with line end",
                (pem + "\n").getBytes(StandardCharsets.US_ASCII), "DER", key.getEncoded(), "modulus",
                key.getModulus().toByteArray(), "modulus in base64url",
                TestIssuer.unsigned(key.getModulus()).getBytes(StandardCharsets.US_ASCII));
        secrets.forEach((form, secret) -> {
            for (String bits : List.of("256", "384", "512"))
                attacks.put("HS" + bits + " with " + form,
                        TestIssuer.hmac("HmacSHA" + bits, head("alg", "HS" + bits), victim.claims(), secret));
            attacks.put("HMAC under RS256 with " + form,
                    TestIssuer.hmac("HmacSHA256", victim.header(), victim.claims(), secret));
        });
    }

    private void headers(Map<String, String> attacks) {
        TestIssuer own = TestIssuer.at(victim.url());
        String jwk = own.keySet().asUtf8().replaceAll(".*\\[(.*)\\].*", "$1");
        for (String member : List.of("\"jku\":\"" + canary + "\"", "\"x5u\":\"" + canary + "\"", "\"jwk\":" + jwk,
                "\"x5c\":[\"AA\"]", "\"crit\":[\"exp\"]", "\"b64\":false,\"crit\":[\"b64\"]", "\"b64\":false",
                "\"zip\":\"DEF\"", "\"enc\":\"A256GCM\"", "\"cty\":\"JWT\"", "\"p2c\":2147483647")) {
            attacks.put("header " + member + ", own key", own.signed(with(member), victim.claims()));
            attacks.put("header " + member, victim.signed(with(member), victim.claims()));
        }
        for (String kid : List.of("../../dev/null", "' or 1=1 --", "the-kid\\u0000", "the-kid\\n", "", "k".repeat(129),
                "k".repeat(1 << 20), "http://x/", "${jndi:ldap://x}", "other"))
            attacks.put("kid " + kid.substring(0, Math.min(20, kid.length())) + " of " + kid.length(),
                    victim.signed(head("kid", kid), victim.claims()));
        attacks.put("no kid", victim.signed("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", victim.claims()));
        for (String typ : List.of("ID", "dpop+jwt", "logout+jwt", "secevent+jwt", "JOSE", ""))
            attacks.put("typ " + typ, victim.signed(head("typ", typ), victim.claims()));
        attacks.put("no typ", victim.signed("{\"alg\":\"RS256\",\"kid\":\"the-kid\"}", victim.claims()));
        for (String alg : List.of("PS256", "ES256", "RS1", "rs256", "RSA-OAEP", "dir", "PBES2-HS256+A128KW", "EdDSA"))
            attacks.put("alg " + alg, victim.signed(head("alg", alg), victim.claims()));
        attacks.put("header with a member twice",
                victim.signed("{\"alg\":\"RS256\"," + victim.header().substring(1), victim.claims()));
    }

    private void texts(Map<String, String> attacks) {
        String token = victim.token();
        String body = TestIssuer.joined(victim.header(), victim.claims());
        attacks.put("JWE", body + ".AAAA.AAAA.AAAA");
        attacks.put("two parts", body);
        attacks.put("a changed octet", token.substring(0, token.length() - 8)
                + (token.charAt(token.length() - 8) == 'A' ? 'B' : 'A') + token.substring(token.length() - 7));
        attacks.put("padding", token + "=");
        attacks.put("a short signature", token.substring(0, token.length() - 4));
        attacks.put("the JSON serialization", "{\"payload\":\"\",\"signature\":\"\"}");
        attacks.put("17 KiB", victim.signed(victim.header(), plus("\"x\":\"" + "y".repeat(17 << 10) + "\"")));
        attacks.put("40 deep", victim.signed(victim.header(), plus("\"x\":" + "[".repeat(40) + "]".repeat(40))));
        attacks.put("an array", victim.signed(victim.header(), "[]"));
        attacks.put("a member twice", victim.signed(victim.header(), plus("\"sub\":\"root\"")));
        attacks.put("half a surrogate", victim.signed(victim.header(), plus("\"x\":\"\\ud800\"")));
    }

    private void claims(Map<String, String> attacks) {
        for (String member : List.of("\"nonce\":\"n\"", "\"at_hash\":\"AA\"", "\"c_hash\":\"AA\"", "\"s_hash\":\"AA\"",
                "\"token_use\":\"id\"", "\"events\":{}", "\"x-ms-attestation-type\":\"sgx\"", "\"client_id\":\"other\"",
                "\"nbf\":" + (TestIssuer.NOW.getEpochSecond() + 61), "\"nbf\":\"now\"", "\"x\":NaN", "\"x\":1e99999"))
            attacks.put("claim " + member, victim.signed(victim.header(), plus(member)));
        replaced(attacks, "\"typ\":\"Bearer\"", "\"typ\":\"ID\"", "\"typ\":\"Refresh\"", "\"typ\":7");
        replaced(attacks, "\"aud\":\"" + TestIssuer.AUDIENCE + "\"", "\"aud\":\"account\"", "\"aud\":[]", "\"x\":1",
                "\"aud\":[\"" + TestIssuer.AUDIENCE + "\",\"https://other.example\"]", "\"aud\":[7]",
                "\"aud\":\"" + TestIssuer.AUDIENCE + "/\"");
        replaced(attacks, "\"sub\":\"alice\"", "\"sub\":\"\"", "\"sub\":7", "\"x\":1", "\"sub\":\"a\\nb\"",
                "\"sub\":\"" + "a".repeat(256) + "\"");
        replaced(attacks, "\"iss\":\"" + victim.url() + "\"", "\"iss\":\"" + victim.url() + "/\"",
                "\"iss\":\"" + canary + "\"", "\"iss\":[\"" + victim.url() + "\"]", "\"x\":1");
        replaced(attacks, "\"exp\":" + (TestIssuer.NOW.getEpochSecond() + 300), "\"x\":1",
                "\"exp\":" + (TestIssuer.NOW.getEpochSecond() - 60), "\"exp\":1e99", "\"exp\":\"9999999999\"",
                "\"exp\":1.5", "\"exp\":-1", "\"exp\":null");
        replaced(attacks, "\"iat\":" + TestIssuer.NOW.getEpochSecond(), "\"x\":1",
                "\"iat\":" + (TestIssuer.NOW.getEpochSecond() + 61));
        idTokens(attacks);
    }

    /** Of issuers that mark neither kind: an ID token is for the client that asked, and shows no scope. */
    private void idTokens(Map<String, String> attacks) {
        String plain = head("typ", "JWT");
        String unmarked = victim.claims().replace("\"typ\":\"Bearer\",", "");
        attacks.put("plain JWT without a scope",
                victim.signed(plain, unmarked.replace("\"scp\":\"x attest.read\",", "")));
        attacks.put("plain JWT of no client", victim.signed(plain, unmarked.replace("\"azp\":\"portal\",", "")));
        attacks.put("plain JWT for its own client",
                victim.signed(plain, unmarked.replace("\"portal\"", "\"" + TestIssuer.AUDIENCE + "\"")));
    }

    private void replaced(Map<String, String> attacks, String part, String... others) {
        for (String other : others) {
            String changed = victim.claims().replace(part, other);
            if (changed.equals(victim.claims()))
                throw new IllegalArgumentException(part + " is not in the claims");
            attacks.put(part + " as " + other.substring(0, Math.min(60, other.length())),
                    victim.signed(victim.header(), changed));
        }
    }

    private String attestation() {
        Instant now = TestIssuer.NOW;
        SigningKey key = new KeyMaker().make(victim.url(), now);
        TokenIssuer issuer = new TokenIssuer();
        return issuer.sign(issuer.prepare(JsonValue.EMPTY_JSON_OBJECT,
                new TokenTerms(victim.url(), now, now.plusSeconds(900), Optional.empty())), key);
    }

    private String plus(String member) {
        return victim.claims().substring(0, victim.claims().length() - 1) + "," + member + "}";
    }

    private String with(String member) {
        return victim.header().substring(0, victim.header().length() - 1) + "," + member + "}";
    }

    private String head(String member, String value) {
        return victim.header().replaceAll("\"" + member + "\":\"[^\"]*\"",
                java.util.regex.Matcher.quoteReplacement("\"" + member + "\":\"" + value + "\""));
    }
}
