package dev.assay.vendor;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How OpenID Connect issuers are reached.
 *
 * @param proxy {@code http://host:port}
 * @param tls what their certificates must chain to; empty: what the JVM trusts
 * @param privateNetworks whether issuers may be at addresses that are not of the public Internet
 */
public record OidcRoute(Optional<URI> proxy, Optional<SSLContext> tls, boolean privateNetworks) {
    public static final OidcRoute PUBLIC = new OidcRoute(Optional.empty(), Optional.empty(), false);
}
