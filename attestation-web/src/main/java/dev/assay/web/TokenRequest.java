package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A request for an access token (RFC 6749 §4.4.2), with the client's credentials from one of two places (§2.3.1). */
record TokenRequest(String clientId, String secret) {
    /** An error of RFC 6749 §5.2. @param code as there. @param detail for people */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Refused(String code, String detail) {
            super(detail, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** Which names in a request mean this installation. */
    record Names(Predicate<String> scope, Predicate<String> resource) {}

    /**
     * @param authorization every header of that name
     * @throws Refused with the error to answer
     */
    static TokenRequest read(List<String> authorization, Bytes body, Names ours) {
        Map<String, String> form = form(body);
        checkGrant(Optional.ofNullable(form.get("grant_type")));
        checkTarget(form, ours);
        TokenRequest client = client(authorization, form);
        if (client.clientId().isEmpty() || client.secret().isEmpty())
            throw new Refused("invalid_client", "client_id or client_secret is missing.");
        return client;
    }

    private static void checkGrant(Optional<String> grant) {
        if (grant.isEmpty())
            throw new Refused("invalid_request", "grant_type: is missing; send client_credentials.");
        if (!grant.get().equals("client_credentials"))
            throw new Refused("unsupported_grant_type", "grant_type: is client_credentials.");
    }

    /** There is one kind of token: what is asked for must mean it, and then is granted as asked (RFC 6749 §3.3, §5.1). */
    private static void checkTarget(Map<String, String> form, Names ours) {
        if (Optional.ofNullable(form.get("scope")).filter(ours.scope().negate()).isPresent())
            throw new Refused("invalid_scope", "scope: names another service; leave it out.");
        if (Stream.of(form.getOrDefault("resource", "").split(" ")).filter(name -> !name.isEmpty())
                .anyMatch(ours.resource().negate()))
            throw new Refused("invalid_target", "resource: names another service; leave it out.");
    }

    private static TokenRequest client(List<String> authorization, Map<String, String> form) {
        TokenRequest posted = new TokenRequest(form.getOrDefault("client_id", ""),
                form.getOrDefault("client_secret", ""));
        if (authorization.isEmpty())
            return posted;
        if (authorization.size() > 1 || form.containsKey("client_secret"))
            throw new Refused("invalid_request", "The client's credentials stand in more than one place.");
        TokenRequest basic = basic(authorization.getFirst());
        if (!posted.clientId().isEmpty() && !posted.clientId().equals(basic.clientId()))
            throw new Refused("invalid_request", "client_id: is not the one in Authorization.");
        return basic;
    }

    private static TokenRequest basic(String header) {
        String[] words = header.split(" +", 2);
        if (words.length != 2 || !words[0].equalsIgnoreCase("basic"))
            throw new Refused("invalid_client", "Authorization: the scheme is Basic.");
        try {
            String pair = new String(Base64.getDecoder().decode(words[1].strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0)
                return new TokenRequest(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            // Said below, as for a pair without a colon.
        }
        throw new Refused("invalid_client", "Authorization: is not Basic with client_id:client_secret in base64.");
    }

    /**
     * RFC 6749 §3.2: parameters occur once; those without a value count as left out; others are ignored. A resource may
     * occur more often (RFC 8707 §2): then all of them, with spaces between, which none holds.
     */
    private static Map<String, String> form(Bytes body) {
        Map<String, String> form = new HashMap<>();
        try {
            for (String pair : StrictJson.decode("body", body).split("&")) {
                String[] parts = pair.split("=", 2);
                if (parts.length < 2 || parts[1].isEmpty())
                    continue;
                String name = decode(parts[0]);
                if (!name.equals("resource") && form.containsKey(name))
                    throw new Refused("invalid_request", "A parameter occurs twice.");
                form.merge(name, decode(parts[1]), (one, more) -> one + " " + more);
            }
            return form;
        } catch (MalformedException | IllegalArgumentException malformed) {
            throw new Refused("invalid_request", "The body is not form-encoded UTF-8.");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "TokenRequest";
    }
}
