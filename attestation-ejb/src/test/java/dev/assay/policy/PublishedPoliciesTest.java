package dev.assay.policy;

import static dev.assay.policy.ClaimNotation.claims;
import static dev.assay.policy.ClaimNotation.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every policy published or recorded of the hosted service, as it was. */
class PublishedPoliciesTest {
    /** No policies as printed, each with the place and the slip. */
    private static final Map<String, String> MISPRINTS = Map.of(
            // A placeholder to be filled in: value==<product-id>.
            "01-sample-custom-policy-for-a-software-guard-extensio.policy.txt", "5:50",
            // A typographic quote ends the string.
            "14-existing-custom-provider-users.policy.txt", "5:42",
            // issue("PlatformAttested", …) for issue(type="PlatformAttested", …).
            "17-sample-policies-for-tpm-attestation-using-version.policy.txt", "23:51",
            // issuer="AttestationPolicy" in a condition, for issuer==.
            "25-sample-policy-using-policy-version-1-2.policy.txt", "13:38");
    private static final Pattern POLICY_MEMBER = Pattern
            .compile("\"(?:x-ms-policy|AttestationPolicy)\":\"([^\"]+)\"");

    @Test
    void parsesAllButMisprints() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        List<Path> published = files("maa-policies", ".policy.txt");
        for (Path file : published) {
            String problem = firstProblem(Files.readString(file));
            if (!problem.isEmpty()) {
                refused.put(file.getFileName().toString(), problem.split(" ")[0]);
            }
        }
        assertEquals(new TreeMap<>(MISPRINTS), refused);
        assertTrue(published.size() >= 20, published::toString);
    }

    @Test
    void parsesEveryRecordedPolicy() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String recording : List.of("maa-policy-getpolicy-aad-sgxenclave",
                "maa-policy-modifyunsecured-aad-sgxenclave",
                "maa-policy-modifygeneratedkey-aad-openenclave", "maa-tpmattestationtests-attesttpm")) {
            for (Path token : files(recording, ".jwt")) {
                collect(Files.readString(token), texts);
            }
        }
        assertEquals(List.of(),
                texts.stream().map(PublishedPoliciesTest::firstProblem).filter(problem -> !problem.isEmpty())
                        .toList());
        assertTrue(texts.size() >= 5, texts::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "05 | aikValidated=true, SecureBootEnabled=true, CodeIntegrityEnabled=true, BitlockerStatus=true, ELAMDriverLoaded=true",
            "07 | drtmMleValid=true, smmLevel=2", //
            "10 | secureBootEnabled=true, bootDebuggingDisabled=false, vbsEnabled=true, drtmMleValid=false",
            "11 | bootOrder=\"AAAB\", secureBootEnabled=true, platformKey=false, keyExchangeKey=false, keyDatabase=false, forbiddenSignatures=false, kernelVersions=\"6.8.0\", builtintrustedkeys=\"CN=Build key\""})
    void findsInABootLogWhatItSays(String number, String issued) throws IOException {
        Path file = files("maa-policies", ".policy.txt").stream()
                .filter(path -> path.getFileName().toString().startsWith(number)).findFirst().orElseThrow();
        ClaimSet claims = claims("aikValidated=true").with(Claim.service("events", ClaimValue.of(bootLog())));
        Decision decision = PolicyEngineTest.decide(Policy.parse(Files.readString(file)), claims);
        assertEquals(List.of(issued.split(", ")),
                written(assertInstanceOf(Decision.Permitted.class, decision, decision::toString).issued()));
    }

    @Test
    void permitsAKeyByItsCertification() throws IOException {
        Path file = files("maa-policies", ".policy.txt").stream()
                .filter(path -> path.getFileName().toString().startsWith("13")).findFirst().orElseThrow();
        Policy policy = Policy.parse(Files.readString(file));
        String key = "x-ms-tpm-request-key=\"{\"jwk\":{\"kty\":\"RSA\"},\"info\":{\"tpm_certify\":{\"name_alg\":11,\"obj_attr\":%d}}}\"";
        assertInstanceOf(Decision.Permitted.class, PolicyEngineTest.decide(policy, claims(key.formatted(50))));
        assertInstanceOf(Decision.NoPermit.class, PolicyEngineTest.decide(policy, claims(key.formatted(51))));
    }

    private static String bootLog() throws IOException {
        try (InputStream file = PublishedPoliciesTest.class.getResourceAsStream("boot-log.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> files(String recording, String ending) throws IOException {
        Path folder = CorpusPolicies.file(recording, "case.json").getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** The policies in a token: as a member, or as a JWS in one. */
    private static void collect(String token, List<String> texts) {
        String[] parts = token.strip().split("\\.");
        Matcher member = POLICY_MEMBER.matcher(parts.length > 1 ? Base64Url.decode("payload", parts[1]).asUtf8() : "");
        while (member.find()) {
            if (member.group(1).contains(".")) {
                collect(member.group(1), texts);
            } else {
                texts.add(Base64Url.decode("AttestationPolicy", member.group(1)).asUtf8());
            }
        }
    }

    private static String firstProblem(String text) {
        try {
            Policy.parse(text);
            return "";
        } catch (PolicyParsingException refused) {
            Problem first = refused.problems().getFirst();
            return "%d:%d %s".formatted(first.line(), first.column(), first.message());
        }
    }
}
