package dev.assay.service;

import java.util.Optional;
import java.util.SortedMap;

/** What of a provider is to be changed; what is empty stays. @param tags all of them anew */
public record ProviderPatch(Optional<SortedMap<String, String>> tags, Optional<Boolean> tpmAuthenticated) {}
