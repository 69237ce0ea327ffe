package dev.assay.identity;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An OpenID Connect issuer as a tenant trusts it.
 *
 * @param id the tenant's own name for it, 1 to 40 of a-z, 0-9 and hyphen
 * @param url compared with {@code iss} character by character
 * @param keySet where its keys are, where that is another host than the issuer's; its metadata must say the same
 */
public record TrustedIssuer(String id, String url, Optional<String> keySet, Acceptance acceptance) {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,256}");

    /**
     * Which of its tokens count, and for what.
     *
     * @param audiences each of a token's is one of these; 1 to 16
     * @param clients who may have asked for the token; empty: anybody the issuer lets; 64 at most
     * @param roles 1 to 64
     */
    public record Acceptance(Set<String> audiences, Set<String> clients, List<RoleRule> roles) {
        /** @throws IllegalArgumentException naming the member that does not hold */
        public Acceptance {
            audiences = texts("audiences", audiences, 1, 16);
            clients = texts("clients", clients, 0, 64);
            roles = List.copyOf(roles);
            count("roles", roles.size(), 1, 64);
        }

        Set<Role> roles(JsonObject claims) {
            Set<Role> given = EnumSet.noneOf(Role.class);
            roles.stream().filter(rule -> rule.gives(claims)).forEach(rule -> given.add(rule.role()));
            return given;
        }
    }

    /** @throws IllegalArgumentException naming the member that does not hold */
    public TrustedIssuer {
        if (!ID.matcher(id).matches())
            throw new IllegalArgumentException("id: is not 1 to 40 of a-z, 0-9 and hyphen");
        checkUrl("issuer", url);
        keySet.ifPresent(uri -> checkUrl("jwksUri", uri));
    }

    /** AU-03: https, with a host, and nothing that is not part of the name of a place. */
    private static void checkUrl(String member, String text) {
        URI uri = uri(member, text);
        boolean place = "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null && text.length() <= 512;
        if (!place || member.equals("issuer") && uri.getRawQuery() != null)
            throw new IllegalArgumentException(member + ": is not an https URL, as https://login.example.org/realm");
    }

    private static URI uri(String member, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException refused) {
            throw new IllegalArgumentException(member + ": is not a URL");
        }
    }

    private static Set<String> texts(String member, Set<String> texts, int least, int most) {
        count(member, texts.size(), least, most);
        if (!texts.stream().allMatch(text -> TEXT.matcher(text).matches()))
            throw new IllegalArgumentException(member + ": holds one that is not 1 to 256 printable characters without "
                    + "spaces");
        return Set.copyOf(texts);
    }

    private static void count(String member, int there, int least, int most) {
        if (there < least || there > most)
            throw new IllegalArgumentException("%s: has %d entries; %d to %d are taken".formatted(member, there, least,
                    most));
    }
}
