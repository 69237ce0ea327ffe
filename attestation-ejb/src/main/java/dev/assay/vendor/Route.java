package dev.assay.vendor;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a source is reached.
 *
 * @param proxy {@code http://host:port}
 * @param tls what its TLS certificate must chain to; empty: what the JVM trusts. Says nothing of the documents fetched
 */
public record Route(Optional<URI> proxy, Optional<SSLContext> tls) {
    public static final Route DIRECT = new Route(Optional.empty(), Optional.empty());
}
