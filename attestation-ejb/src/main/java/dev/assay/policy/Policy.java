package dev.assay.policy;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy that parsed. Holds the exact text it was read from; made by {@link #parse} only.
 *
 * @param configuration its configurationrules, in order; likewise authorization and issuance
 */
public record Policy(String text, Version version, List<Rule> configuration, List<Rule> authorization,
        List<Rule> issuance) {
    public Policy {
        configuration = List.copyOf(configuration);
        authorization = List.copyOf(authorization);
        issuance = List.copyOf(issuance);
    }

    /** In the order in which they are evaluated. */
    Stream<Rule> rules() {
        return Stream.of(configuration, authorization, issuance).flatMap(List::stream);
    }

    /** @throws PolicyParsingException with every problem found */
    public static Policy parse(String text) {
        return PolicyParser.parse(text);
    }

    /** The policy in one canonical form, without comments; what is read from it is this policy but for text and lines. */
    public String print() {
        return PolicyText.of(this);
    }

    /** {@code x-ms-policy-hash}: SHA-256 of the ASCII of base64url of the UTF-8 text (maa-tokens §3.1). */
    public Bytes hash() {
        return hash(text);
    }

    /** As {@link #hash()}, of a text that need not parse. */
    public static Bytes hash(String text) {
        return Bytes.utf8(Bytes.utf8(text).toBase64Url()).sha256();
    }
}
