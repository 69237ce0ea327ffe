package dev.assay.web;

import dev.assay.service.Metadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Absolute URLs of this installation, from its configuration alone. */
@ApplicationScoped
public class PublicUrls {
    @Inject
    Metadata metadata;

    @Inject
    @ConfigProperty(name = "assay.admin.port")
    Optional<Integer> adminPort;

    /** @param path below the base URL, with its query; of the planes that have a port of their own where one is set */
    String management(String path) {
        return at(metadata.addresses().baseUrl(), adminPort) + path;
    }

    static String at(String baseUrl, Optional<Integer> port) {
        if (port.isEmpty())
            return baseUrl;
        URI base = URI.create(baseUrl);
        try {
            return new URI("https", null, base.getHost(), port.get(), base.getPath(), null, null).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the base URL was checked at the start", impossible);
        }
    }
}
