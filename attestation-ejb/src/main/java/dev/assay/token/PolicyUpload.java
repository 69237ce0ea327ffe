package dev.assay.token;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A policy sent to be stored: signature verified, text parsed.
 *
 * @param document the compact JWS as received; the unsecured one made for a bare text
 * @param signer empty: it is unsecured
 * @param once whether it may come in force once only
 */
public record PolicyUpload(String document, Policy policy, Optional<PolicySigner> signer, boolean once) {
    private static final Pattern COMPACT_JWS = Pattern.compile("[A-Za-z0-9_=-]*(\\.[A-Za-z0-9_=-]*){2}");

    /**
     * @param body as received; white space around the JWS is none of it
     * @throws MalformedException where it is no policy document, or its signature does not verify
     * @throws PolicyParsingException with every problem of its text
     */
    public static PolicyUpload read(String field, Bytes body) {
        String text = StrictJson.decode(field, body);
        return PolicyDocument.startsAsPolicy(text) ? bare(text) : document(field, text);
    }

    /**
     * Likewise, where people send text: whatever has not the shape of a compact JWS is a text, so that one that begins
     * with a comment is taken, and what is wrong with one is told with line and column.
     */
    public static PolicyUpload readTextOrDocument(String field, Bytes body) {
        String text = StrictJson.decode(field, body);
        return COMPACT_JWS.matcher(text.strip()).matches() ? document(field, text) : bare(text);
    }

    private static PolicyUpload bare(String text) {
        return new PolicyUpload(PolicyDocument.unsecured(text), Policy.parse(storable(text)), Optional.empty(), false);
    }

    private static PolicyUpload document(String field, String text) {
        PolicyDocument document = PolicyDocument.read(field, text);
        return new PolicyUpload(text.strip(), Policy.parse(storable(document.text())), document.signer(),
                document.once());
    }

    /** {@code x-ms-policy-token-hash}: SHA-256 of the JWS's ASCII (maa-api §3.2). */
    public Bytes hash() {
        return Bytes.utf8(document).sha256();
    }

    /** why: PostgreSQL's text holds no U+0000, which a string or a comment of the language could. */
    private static String storable(String text) {
        int at = text.indexOf('\0');
        if (at < 0)
            return text;
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        throw new PolicyParsingException(List.of(new Problem(line, at - before.lastIndexOf('\n'), "U+0000", "policy",
                "The character U+0000 cannot be stored. Remove it.")));
    }
}
