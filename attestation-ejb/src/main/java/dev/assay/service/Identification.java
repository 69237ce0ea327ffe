package dev.assay.service;

import dev.assay.identity.Caller;

/** Whom a bearer token is of; who may do what is decided elsewhere. */
public sealed interface Identification {
    /** A caller some issuer of the tenant, or this installation, vouches for. */
    record Known(Caller caller) implements Identification {}

    /** The token is not believed. */
    record Refused() implements Identification {}

    /** Whether it is to be believed cannot be told now. */
    record Unavailable() implements Identification {}
}
