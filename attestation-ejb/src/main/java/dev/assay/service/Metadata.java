package dev.assay.service;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.json.JsonObject;
import java.util.Optional;

/** What a relying party fetches (maa-api §5); empty where there is no such tenant. */
@Stateless
public class Metadata {
    /** JWK set: {@code kid, kty, x5c} and the public members. */
    @PermitAll
    public Optional<JsonObject> signingCertificates(String tenant) {
        throw new UnsupportedOperationException();
    }

    @PermitAll
    public Optional<JsonObject> openIdConfiguration(String tenant) {
        throw new UnsupportedOperationException();
    }
}
