package dev.assay.cli.relying;

import java.net.URI;
import java.util.Locale;

/**
 * An issuer: https, or http to this machine itself; no query, fragment, user or dot segments.
 *
 * @param text exactly what {@code iss} must say, without a trailing slash
 */
public record IssuerUrl(String text) {
    /** @throws IllegalArgumentException with a sentence where the text is no such URL */
    public static IssuerUrl parse(String text) {
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        checkOrigin(uri(trimmed));
        return new IssuerUrl(trimmed);
    }

    URI metadata() {
        return URI.create(text + "/.well-known/openid-configuration");
    }

    /** A URL the issuer names, which must lie under its own. */
    URI under(String name, String url) {
        URI uri;
        try {
            uri = uri(url);
        } catch (IllegalArgumentException refused) {
            throw new RefusedException(name + " in the issuer's metadata is not a plain URL.");
        }
        if (!url.startsWith(text + "/"))
            throw new RefusedException(name + " in the issuer's metadata leads away from " + text + ".");
        return uri;
    }

    /** Whether {@code http} cannot be listened to on its way. */
    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static void checkOrigin(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        boolean https = "https".equals(uri.getScheme());
        boolean local = "http".equals(uri.getScheme()) && loopback(host);
        if (host.isEmpty() || !https && !local)
            throw new IllegalArgumentException("is an https URL; http is taken for this machine only");
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null
                    && uri.normalize().equals(uri) && !text.contains("%") && !text.contains("\\");
            if (plain)
                return uri;
        } catch (IllegalArgumentException refused) {
            // why: one sentence for both below.
        }
        throw new IllegalArgumentException("is a URL without query, fragment, user name or dot segments");
    }
}
