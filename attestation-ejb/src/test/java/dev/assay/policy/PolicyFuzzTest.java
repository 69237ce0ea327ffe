package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.assay.claims.ClaimSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text, it is a policy or refused with problems that lie in it, and a policy is decided: 20 000 texts from one
 * seed. Another seed is taken from the system property {@code assay.fuzz.seed}.
 */
@Tag("PO-05")
class PolicyFuzzTest {
    private static final List<String> FRAGMENTS = List.of("\"", "\\", "/*", "*/", "//", "\n", "\r\n", "{", "}", "[",
            "]", "(", ")", ";", ",", ":", ".", "=", "==", "=>", "=~", "!", "!=", "<", ">=", "&&", "&", "||", "|", "-",
            "1", "99999999999999999999", "true", "c", "c.value", "claim=c", "type", "value", "issuer", "permit()",
            "deny",
            "issue", "version=1.2;", "configurationrules{", "authorizationrules{", "issuancerules{", "f(", "\u201c",
            "\ufeff", "\0", "\ud83d\ude00", "\ud800", "'", "JmesPath(", "JsonToClaimValue(", "IsSubsetOf(",
            "AppendString(", "NegateBool(", "ContainsOnlyValue(", "\"[?a==`1`]\"", "\"{\\\"a\\\":1}\"", "`", "![");
    private static final ClaimSet CLAIMS = ClaimNotation.claims("a=1", "a=2", "m=\"x\"", "svn=3", "b=true", "c=false",
            "events=\"{\"a\":[1,{\"b\":1,\"c\":null}]}\"", "pcrs=\"[[1],\"x\"]\" read-only",
            "a=\"1\" from CustomClaim");

    private final long seed = Optional.ofNullable(Long.getLong("assay.fuzz.seed")).orElse(20_261_124L);
    private final Random random = new Random(seed);
    private int decided;
    private int refused;

    @Test
    void everyTextIsReadOrRefusedAndEveryPolicyDecided() throws IOException {
        List<String> texts = PolicyCase.all().stream().map(PolicyCase::policy).toList();
        for (int i = 0; i < 5_000; i++) {
            String random = printed();
            readOrRefuse(random);
            readOrRefuse(withTokensChanged(random));
            readOrRefuse(withTokensChanged(oneOf(texts)));
            readOrRefuse(withOctetsChanged(oneOf(texts)));
        }
        // why: a generator that made only refused texts, or only sound ones, would show nothing.
        assertTrue(decided > 4_000 && refused > 4_000, () -> decided + " decided, " + refused + " refused");
    }

    @Test
    void fragmentsInAnyOrderAreReadOrRefused() {
        for (int i = 0; i < 2_000; i++) {
            String text = String.join("", Stream.generate(() -> oneOf(FRAGMENTS)).limit(random.nextInt(40)).toList());
            readOrRefuse(text);
            readOrRefuse("version=1.2;authorizationrules{" + text + "};");
        }
    }

    private String printed() {
        return new RandomPolicies(random).policy().print();
    }

    private void readOrRefuse(String text) {
        try {
            decide(Policy.parse(text));
            decided++;
        } catch (PolicyParsingException problems) {
            refused++;
            assertFalse(problems.problems().isEmpty());
            assertAll(problems.problems().stream().map(problem -> () -> assertLiesIn(text, problem)));
        } catch (RuntimeException | StackOverflowError escape) {
            fail("assay.fuzz.seed=" + seed + " found an escape with:\n" + text, escape);
        }
    }

    private void decide(Policy policy) {
        Decision decision = PolicyEngineTest.decide(policy, CLAIMS);
        if (decided % 8 == 0) {
            assertEquals(decision, PolicyEngineTest.decide(policy, CLAIMS));
            PolicyEngineTest.decide(policy, ClaimSet.EMPTY);
        }
    }

    private static void assertLiesIn(String text, Problem problem) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        assertTrue(problem.line() >= 1 && problem.line() <= lines.length, problem::toString);
        String line = lines[problem.line() - 1];
        assertFalse(problem.column() < 1 || problem.column() > line.length() + 1, problem::toString);
        assertTrue(problem.message().length() < 600, problem::toString);
    }

    private String withTokensChanged(String text) {
        List<String> tokens = new ArrayList<>(tokens(text));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(4)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, oneOf(FRAGMENTS));
                case 2 -> tokens.set(at, oneOf(tokens));
                default -> tokens.add(at, tokens.get(at));
            }
            if (tokens.isEmpty())
                return "";
        }
        return String.join(" ", tokens);
    }

    private static List<String> tokens(String text) {
        Lexer lexer = new Lexer(text);
        return Stream.generate(lexer::next).takeWhile(token -> !token.is(Token.Kind.END)).map(Token::text).toList();
    }

    private String withOctetsChanged(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        String changed = new String(octets, StandardCharsets.UTF_8);
        return changed.substring(0, random.nextInt(4) == 0 ? random.nextInt(changed.length()) : changed.length());
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
