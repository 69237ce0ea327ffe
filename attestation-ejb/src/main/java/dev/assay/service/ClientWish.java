package dev.assay.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A client to be made. @param roles words; empty for the platform's, which have one. @param expires empty: never */
public record ClientWish(String name, List<String> roles, Optional<Instant> expires) {
    public ClientWish {
        roles = List.copyOf(roles);
    }
}
