package dev.assay.policy;

import static dev.assay.policy.ClaimNotation.claims;
import static dev.assay.policy.ClaimNotation.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("PO-06")
class PolicyCasesTest {
    private final PolicyEngine engine = new PolicyEngine();

    static List<PolicyCase> cases() throws IOException {
        return PolicyCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isDecidedAsTheReferenceSays(PolicyCase example) {
        if (example.one("then").startsWith("refused at ")) {
            Problem first = problems(example.policy()).getFirst();
            assertEquals(example.one("then"), "refused at " + first.line() + ":" + first.column(), first::toString);
        } else {
            assertDecided(example);
        }
    }

    @Test
    void everyCaseOfTheReferenceIsThere() throws IOException {
        List<String> numbers = PolicyCase.ofTheReference().stream().map(example -> example.toString().split(" ")[0])
                .toList();
        assertTrue(numbers.containsAll(IntStream.rangeClosed(1, 64).mapToObj(String::valueOf).toList()));
    }

    private void assertDecided(PolicyCase example) {
        var incoming = claims(example.all("given").toArray(String[]::new));
        PolicyEngine.Configured configured = engine.configure(Policy.parse(example.policy()), incoming);
        Decision decision = engine.decide(configured);
        assertEquals(example.one("then"), word(decision), decision::toString);
        if (decision instanceof Decision.Permitted permitted) {
            assertEquals(example.all("issues"), written(permitted.issued()));
            assertEquals(example.all("property"), written(permitted.properties()));
        }
        for (String beginning : example.all("says")) {
            String message = assertInstanceOf(Decision.Failed.class, decision).message();
            assertTrue(message.startsWith(beginning), message);
        }
    }

    private static List<Problem> problems(String policy) {
        return assertThrows(PolicyParsingException.class, () -> Policy.parse(policy)).problems();
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> "permitted";
            case Decision.Denied denied -> "denied";
            case Decision.NoPermit none -> "no permit";
            case Decision.Failed failed -> failed.budget() ? "failed budget" : "failed";
        };
    }
}
