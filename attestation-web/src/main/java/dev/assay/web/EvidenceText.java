package dev.assay.web;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.web.AttestBody.Members;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The member that carries the evidence, and what is usually wrong with it. */
final class EvidenceText {
    // why: hexadecimal digits are base64url characters too, so hex text decodes, to nonsense.
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2}){32,}");
    /** Open Enclave report header: version 1, type 2 (remote SGX), both u32 little-endian. */
    private static final Bytes OE_HEADER = Bytes.hex("0100000002000000");
    /** DCAP quote header: version 3, attestation key type 2 (ECDSA P-256), both u16 little-endian. */
    private static final Bytes QUOTE_HEADER = Bytes.hex("03000200");

    private EvidenceText() {}

    static String member(AttestationType type) {
        return switch (type) {
            case SGX_ENCLAVE -> "quote";
            case OPEN_ENCLAVE -> "report";
            case TPM -> "data";
        };
    }

    /** The evidence as octets; padding is tolerated where exact, nothing else is (EV-06). */
    static Bytes decode(String member, String text) {
        if (text.isEmpty())
            throw new MalformedException(member, "is empty");
        if (HEX.matcher(text).matches()) {
            throw new MalformedException(member,
                    "looks like hexadecimal text: send the binary evidence, base64url-encoded");
        }
        return Base64Url.decodePadded(member, text);
    }

    static MalformedException missing(AttestationType type, Members body) {
        String wanted = member(type);
        String hint = Arrays.stream(AttestationType.values()).filter(other -> body.has(member(other))).findFirst()
                .map(other -> "; the body has " + member(other) + ", which /attest/" + other.wireName() + " takes")
                .orElse("");
        return new MalformedException(wanted, "is missing" + hint);
    }

    /** What evidence that the core refused as misshapen seems to be, judged by its first octets only. */
    static Optional<String> hint(AttestationType type, Bytes evidence) {
        return switch (type) {
            case SGX_ENCLAVE -> startsWith(evidence, OE_HEADER)
                    ? Optional.of("This looks like an Open Enclave report: send it to /attest/OpenEnclave as report.")
                    : Optional.empty();
            case OPEN_ENCLAVE -> startsWith(evidence, QUOTE_HEADER)
                    ? Optional.of("A bare SGX quote goes to /attest/SgxEnclave as quote; a report keeps its 16-byte"
                            + " header.")
                    : Optional.empty();
            case TPM -> Optional.empty();
        };
    }

    private static boolean startsWith(Bytes evidence, Bytes header) {
        return evidence.length() >= header.length() && evidence.slice(0, header.length()).equals(header);
    }
}
