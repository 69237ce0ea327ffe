package dev.assay.service;

import java.util.Optional;

/**
 * Where this installation is, by its configuration.
 *
 * @param version of the programs
 * @param baseUrl without trailing slash; the tenant {@code default} is there
 * @param baseDomain other tenants are at {@code {name}.} and this, too; empty: only at their paths
 */
public record Addresses(String version, String baseUrl, Optional<String> baseDomain) {}
