package dev.assay.service;

import dev.assay.identity.IssuerKeys;
import java.time.Duration;

/** What became of asking an issuer for its keys. */
public sealed interface IssuerProbe {
    /** @param keySet where they were found */
    record Found(String keySet, IssuerKeys keys) implements IssuerProbe {}

    /** @param why one sentence's end, for the tenant's administrator: the issuer … */
    record Not(String why) implements IssuerProbe {}

    /** @param pause until it may be asked again */
    record TooOften(Duration pause) implements IssuerProbe {}
}
