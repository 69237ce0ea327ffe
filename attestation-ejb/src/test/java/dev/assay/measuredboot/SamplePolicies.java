package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import dev.assay.policy.Decision;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of docs/policies, and what they issue over documents. */
final class SamplePolicies {
    static final Path FOLDER = Path.of("..", "docs", "policies");

    private static final Map<String, Policy> PARSED = new ConcurrentHashMap<>();

    private SamplePolicies() {}

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of a machine whose key is trusted. */
    static List<Claim> incoming(JsonObject events, JsonObject pcrs) {
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.service("aikValidated", ClaimValue.of(true)));
        claims.add(Claim.service("events", ClaimValue.of(events.toString())));
        claims.add(new Claim("pcrs", ClaimValue.of(pcrs.toString()), Issuer.ATTESTATION_SERVICE, true));
        return claims;
    }

    static Decision decide(String text, List<Claim> incoming) {
        PolicyEngine engine = new PolicyEngine();
        return engine.decide(engine.configure(PARSED.computeIfAbsent(text, Policy::parse), new ClaimSet(incoming)));
    }

    /** What is issued: by type, its values as JSON would write them, in order. */
    static Map<String, String> issued(String name, List<Claim> incoming) {
        return issuedBy(text(name), incoming);
    }

    /** Of a policy's own text. */
    static Map<String, String> issuedBy(String text, List<Claim> incoming) {
        Decision.Permitted permitted = assertInstanceOf(Decision.Permitted.class, decide(text, incoming));
        Map<String, String> issued = new TreeMap<>();
        permitted.issued().forEach(claim -> issued.merge(claim.type(), shown(claim.value()), (a, b) -> a + " " + b));
        return issued;
    }

    private static String shown(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Flag(boolean flag) -> Boolean.toString(flag);
            case ClaimValue.Whole(long whole) -> Long.toString(whole);
            case ClaimValue.Text(String text) -> text;
        };
    }
}
