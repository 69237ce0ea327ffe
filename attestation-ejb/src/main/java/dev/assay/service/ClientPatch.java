package dev.assay.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is to change of a client; what is empty stays. @param expires empty inside: never */
public record ClientPatch(Optional<List<String>> roles, Optional<Optional<Instant>> expires,
        Optional<Boolean> disabled) {}
