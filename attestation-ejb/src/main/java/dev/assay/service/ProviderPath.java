package dev.assay.service;

/**
 * A provider's place as a request spells it (maa-api §9).
 *
 * @param name the tenant's, in any case
 */
public record ProviderPath(String subscription, String group, String name) {}
