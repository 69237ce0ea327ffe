package dev.assay.lint;

import dev.assay.policy.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody meant who wrote the name of a claim there is none of. */
final class Spellings {
    /** Names of a token, or of another release, and what a policy calls it. */
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("is-debuggable", "x-ms-sgx-is-debuggable"), Map.entry("product-id", "x-ms-sgx-product-id"),
            Map.entry("svn", "x-ms-sgx-svn"), Map.entry("sgx-mrsigner", "x-ms-sgx-mrsigner"),
            Map.entry("mrsigner", "x-ms-sgx-mrsigner"), Map.entry("sgx-mrenclave", "x-ms-sgx-mrenclave"),
            Map.entry("mrenclave", "x-ms-sgx-mrenclave"), Map.entry("tee", "x-ms-attestation-type"),
            Map.entry("maa-ehd", "x-ms-sgx-ehd"), Map.entry("aas-ehd", "x-ms-sgx-ehd"),
            Map.entry("tcb-status", "assay-tcb-status"), Map.entry("tcbStatus", "assay-tcb-status"),
            Map.entry("secureboot", "secureBootEnabled"), Map.entry("secureBootEnabled", "secureboot"));
    /** In a token, made when it is issued: no rule has seen them. */
    private static final Set<String> TOKEN_ONLY = Set.of("x-ms-sgx-collateral", "maa-attestationcollateral",
            "x-ms-runtime", "x-ms-inittime", "x-ms-policy", "x-ms-policy-hash", "x-ms-policy-signer", "x-ms-ver",
            "nonce", "rp_data", "cnf", "iss", "iat", "nbf", "exp", "jti", "assay-nonvendor-anchor",
            "collateral-expired");
    /** What version 1.2 policies derive from events (maa-tpm §8). */
    private static final Set<String> DERIVED = Set.of("codeIntegrityEnabled", "bitlockerEnabled", "hvciEnabled",
            "osKernelDebuggingDisabled", "testSigningDisabled", "flightSigningNotEnabled", "elamDriverLoaded",
            "depPolicy");

    /** why: each warning of an unknown claim compares with all of them. */
    private static final int MOST_NAMES = 250;
    /** Suggestions by similarity; a text with more such mistakes has one mistake behind them. */
    private static final int MOST_COMPARED = 100;

    private final ClaimVocabulary vocabulary;
    private final Set<String> names;
    private int compared;

    /** @param made types of the claims that rules make */
    Spellings(ClaimVocabulary vocabulary, Set<String> made) {
        this.vocabulary = vocabulary;
        this.names = Stream.concat(vocabulary.claims().stream().map(KnownClaim::type), made.stream())
                .filter(name -> !name.isEmpty()).limit(MOST_NAMES).collect(Collectors.toUnmodifiableSet());
    }

    String suggestion(String type) {
        return nearest(type).map(name -> "Write %s.".formatted(Wording.quoted(name))).orElseGet(() -> advice(type));
    }

    /** Where the claim is known from, to stand behind "brings none". */
    String whereElse(String type) {
        List<String> others = Vocabularies.all().stream().filter(other -> other.has(type))
                .map(ClaimVocabulary::evidence).toList();
        return others.isEmpty() ? "" : " (%s does)".formatted(String.join(", ", others));
    }

    private String advice(String type) {
        if (TOKEN_ONLY.contains(type))
            return "It is made for the token, after all rules. Check it where the token is read.";
        if (vocabulary.evidence().equals(TpmVocabulary.TPM.evidence()) && DERIVED.contains(type))
            return "Derive it from `events` with JmesPath, in a policy of version 1.2.";
        return vocabulary.customClaims()
                ? "Correct the name, or add issuer==\"CustomClaim\" where clients send it."
                : "Correct the name, or add the claim in a rule above.";
    }

    private Optional<String> nearest(String type) {
        Optional<String> renamed = Optional.ofNullable(RENAMED.get(type)).filter(names::contains);
        return renamed.isPresent() || ++compared > MOST_COMPARED ? renamed : similar(type);
    }

    private Optional<String> similar(String type) {
        int most = Math.min(3, 1 + type.length() / 6);
        Map<String, Integer> distances = new TreeMap<>();
        names.stream().filter(name -> Math.abs(name.length() - type.length()) <= most)
                .forEach(name -> distances.put(name, Spelling.distance(name, type)));
        return distances.entrySet().stream().filter(entry -> entry.getValue() <= most)
                .min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
