package dev.assay.service;

import java.net.URI;
import java.util.Locale;

/** Which URLs are this service's own. @param baseUrl absolute, without trailing slash */
record OwnPlaces(String baseUrl, HostNames hosts) {
    /** @param url absolute, with a host */
    boolean hold(String url) {
        URI own = URI.create(baseUrl);
        URI asked = URI.create(url);
        String host = asked.getHost().toLowerCase(Locale.ROOT);
        return host.equalsIgnoreCase(own.getHost()) && port(asked) == port(own) || hosts.tenant(host).isPresent();
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }
}
