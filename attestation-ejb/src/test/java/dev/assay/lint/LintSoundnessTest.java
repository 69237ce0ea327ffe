package dev.assay.lint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import dev.assay.policy.Decision;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.policy.RandomPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the linter says can never happen does not happen, in evaluations over claims evidence can have. */
class LintSoundnessTest {
    private static final PolicyEngine ENGINE = new PolicyEngine();

    @Property(tries = 3000)
    void aPolicyThatNeverPermitsPermitsNothing(@ForAll long seed) {
        Random random = new Random(seed);
        ClaimVocabulary vocabulary = Vocabularies.all().get(random.nextInt(Vocabularies.all().size()));
        holds(vocabulary, Policy.parse(new RandomPolicies(random).policy().print()), random);
    }

    /** Policies made of the vocabulary's own names, so that conditions are often met. */
    @Property(tries = 3000)
    void norDoesOneThatSpeaksOfTheEvidence(@ForAll long seed) {
        Random random = new Random(seed);
        ClaimVocabulary vocabulary = Vocabularies.all().get(random.nextInt(Vocabularies.all().size()));
        holds(vocabulary, Policy.parse(speaking(vocabulary, random)), random);
    }

    @Example
    void bothOutcomesOccur() {
        Set<Boolean> said = new Random(1).longs(300).mapToObj(Random::new)
                .map(random -> neverPermits(Linted.all("SgxEnclave", speaking(vocabulary(), random))))
                .collect(Collectors.toSet());
        assertInstanceOf(Boolean.class, said.stream().filter(never -> never).findFirst().orElseThrow());
        assertInstanceOf(Boolean.class, said.stream().filter(never -> !never).findFirst().orElseThrow());
    }

    private static ClaimVocabulary vocabulary() {
        return Vocabularies.named("SgxEnclave").orElseThrow();
    }

    private static void holds(ClaimVocabulary vocabulary, Policy policy, Random random) {
        if (!neverPermits(Lint.check(vocabulary, policy.text()).warnings()))
            return;
        for (int i = 0; i < 5; i++) {
            ClaimSet incoming = claims(vocabulary, random);
            Decision decision = ENGINE.decide(ENGINE.configure(policy, incoming));
            assertFalse(decision instanceof Decision.Permitted, () -> policy.text() + incoming);
        }
    }

    private static boolean neverPermits(List<Warning> warnings) {
        return warnings.stream().map(Warning::code)
                .anyMatch(Set.of("no-permit", "never-permits", "always-denies")::contains);
    }

    private static String speaking(ClaimVocabulary vocabulary, Random random) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            rules.append(condition(vocabulary, random)).append(random.nextBoolean()
                    ? " && " + condition(vocabulary, random)
                    : "").append(random.nextInt(3) == 0 ? "=> add(type=\"a\", value=1);" : "=> permit();");
        }
        return "version=1.2; authorizationrules {" + rules + "};";
    }

    private static String condition(ClaimVocabulary vocabulary, Random random) {
        List<KnownClaim> known = vocabulary.claims();
        KnownClaim claim = known.get(random.nextInt(known.size()));
        String type = random.nextInt(5) == 0 ? "a" : claim.type();
        String operator = List.of("==", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
        ClaimValue value = value(random.nextBoolean() ? claim.form() : new ValueForm.Anything(), random);
        boolean ordered = operator.matches("==|!=") || value instanceof ClaimValue.Whole;
        String issuer = random.nextInt(3) == 0
                ? ", issuer==\"" + Issuer.values()[random.nextInt(3)].wireName() + "\""
                : "";
        return (random.nextInt(4) == 0 ? "!" : "") + "[type==\"" + type + "\"" + issuer
                + (random.nextInt(4) == 0 ? "" : ", value" + (ordered ? operator : "!=") + Wording.of(value)) + "]";
    }

    private static ClaimSet claims(ClaimVocabulary vocabulary, Random random) {
        List<Claim> claims = new ArrayList<>();
        for (KnownClaim known : vocabulary.claims()) {
            for (int count = known.always() ? 1 : random.nextInt(3); count > 0; count--) {
                claims.add(new Claim(known.type(), value(known.form(), random), Issuer.ATTESTATION_SERVICE,
                        known.readOnly()));
            }
        }
        if (vocabulary.customClaims()) {
            claims.add(Claim.custom("https://attest.example.org/os", value(new ValueForm.Anything(), random)));
        }
        return new ClaimSet(claims);
    }

    private static ClaimValue value(ValueForm form, Random random) {
        return switch (form) {
            case ValueForm.Anything() -> List.of(ClaimValue.of(1), ClaimValue.of(true), ClaimValue.of("aa"),
                    ClaimValue.of(70_000), ClaimValue.of(-1), ClaimValue.of("RSA")).get(random.nextInt(6));
            case ValueForm.Exactly(var value) -> value;
            case ValueForm.Flags() -> ClaimValue.of(random.nextBoolean());
            case ValueForm.Wholes(var least, var most) -> ClaimValue.of(random.nextInt(3) == 0
                    ? most
                    : Math.max(least, Math.min(most, random.nextInt(5))));
            case ValueForm.Texts() -> ClaimValue.of(random.nextBoolean() ? "aa" : "RSA");
            case ValueForm.JsonTexts() -> ClaimValue.of(List.of("{}", "[]", "1", "\"RSA\"").get(random.nextInt(4)));
            case ValueForm.Hex(var digits) -> ClaimValue.of((random.nextBoolean() ? "a" : "0").repeat(digits));
            case ValueForm.OneOf(var texts) -> ClaimValue.of(texts.stream().sorted().toList()
                    .get(random.nextInt(texts.size())));
        };
    }
}
