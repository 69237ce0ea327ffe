package dev.assay.launcher.wire;

import dev.assay.emulator.sgx.EmulatedEnclave;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A policy that tells by its tokens which it is, and what it decides about two enclaves.
 *
 * @param number in the claim {@value #CLAIM} of its tokens. @param text no other number's
 * @param refusals the reason it gives either enclave; empty: it permits
 */
record NumberedPolicy(int number, String text, List<Optional<String>> refusals) {
    static final String CLAIM = "policy-number";
    private static final Optional<String> PERMITTED = Optional.empty();
    private static final Optional<String> DENIED = Optional.of("policy-denied");
    private static final Optional<String> NOT_PERMITTED = Optional.of("policy-no-permit");

    /** The four in turn: all are permitted, all denied, only the first permitted, only the first denied. */
    static NumberedPolicy of(int number, EmulatedEnclave first) {
        String is = "[type==\"x-ms-sgx-mrenclave\", value==\"" + first.mrEnclave().toHex() + "\"] => ";
        return switch (number % 4) {
            case 0 -> of(number, "=> permit();", List.of(PERMITTED, PERMITTED));
            case 1 -> of(number, "=> permit(); => deny();", List.of(DENIED, DENIED));
            case 2 -> of(number, is + "permit();", List.of(PERMITTED, NOT_PERMITTED));
            default -> of(number, "=> permit(); " + is + "deny();", List.of(DENIED, PERMITTED));
        };
    }

    private static NumberedPolicy of(int number, String rules, List<Optional<String>> refusals) {
        return new NumberedPolicy(number, "version=1.0; authorizationrules { " + rules + " }; issuancerules { "
                + "=> issue(type=\"" + CLAIM + "\", value=" + number + "); };", refusals);
    }

    /** {@code x-ms-policy-hash} of its tokens, in hexadecimal digits (maa-tokens 3.1). */
    String hash() {
        byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(text.getBytes(StandardCharsets.UTF_8));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
