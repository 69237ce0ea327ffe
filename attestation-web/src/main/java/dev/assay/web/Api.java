package dev.assay.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The data plane, at the root of the URL space. */
@ApplicationPath("/")
public class Api extends Application {
    @Override
    public Map<String, Object> getProperties() {
        // why: Jersey would answer /application.wadl and OPTIONS with a description of its own.
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
