package dev.assay.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who asks for an access token: {@code name} of the platform's own clients, {@code tenant.name} of a tenant's.
 *
 * @param name 3 to 40 of a-z, 0-9 and hyphen, as the tenant's
 */
public record ClientId(Optional<String> tenant, String name) {
    private static final Pattern FORM = Pattern.compile("(?:([a-z0-9-]{3,40})\\.)?([a-z0-9-]{3,40})");

    /** Empty where the text is no client's. */
    public static Optional<ClientId> parse(String text) {
        Matcher match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new ClientId(Optional.ofNullable(match.group(1)), match.group(2)))
                : Optional.empty();
    }

    /** As in {@code client_id} and {@code sub}. */
    public String text() {
        return tenant.map(owner -> owner + ".").orElse("") + name;
    }
}
