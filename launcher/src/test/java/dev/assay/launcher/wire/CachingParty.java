package dev.assay.launcher.wire;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relying party that keeps a tenant's key set for as long as {@code Cache-Control} lets it, and asks at no other
 * time: a token by a key it does not know is one it cannot verify.
 */
final class CachingParty {
    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d+)");

    private final Client client;
    private final Supplier<Instant> clock;
    private Map<String, PublicKey> keys = Map.of();
    private Instant until = Instant.MIN;

    CachingParty(Client client, Supplier<Instant> clock) {
        this.client = client;
        this.clock = clock;
    }

    boolean verifies(Token token) {
        if (!clock.get().isBefore(until))
            fetch();
        PublicKey key = keys.get(token.header().getString("kid"));
        return key != null && verifies(token, key);
    }

    private void fetch() {
        Client.Answer answer = client.get("/certs");
        Matcher age = MAX_AGE.matcher(answer.header("Cache-Control").orElse(""));
        if (answer.status() != 200 || !age.find())
            throw new AssertionError("no key set to keep: " + answer.status() + " " + answer.body());
        until = clock.get().plusSeconds(Long.parseLong(age.group(1)));
        keys = read(answer.body());
    }

    private static Map<String, PublicKey> read(String keySet) {
        Map<String, PublicKey> read = new HashMap<>();
        for (JsonObject key : Json.object(keySet).getJsonArray("keys").getValuesAs(JsonObject.class))
            read.put(key.getString("kid"), certified(key.getJsonArray("x5c").getString(0)));
        return read;
    }

    private static PublicKey certified(String x5c) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(x5c))).getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("a published certificate does not parse", e);
        }
    }

    private static boolean verifies(Token token, PublicKey key) {
        String[] parts = token.compact().split("\\.");
        try {
            Signature signature = signature(token.header().getString("alg"));
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** RFC 7518 §3.1. */
    private static Signature signature(String algorithm) throws GeneralSecurityException {
        if (algorithm.equals("RS256"))
            return Signature.getInstance("SHA256withRSA");
        if (algorithm.equals("ES256"))
            return Signature.getInstance("SHA256withECDSAinP1363Format");
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return pss;
    }
}
