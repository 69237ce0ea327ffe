package dev.assay.service;

import dev.assay.bytes.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A provider as it is to be.
 *
 * @param policyCertificates DER of each; with any it is isolated, for life
 */
public record ProviderWish(String location, SortedMap<String, String> tags, List<Bytes> policyCertificates,
        Optional<Boolean> tpmAuthenticated) {
    public ProviderWish {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        policyCertificates = List.copyOf(policyCertificates);
    }
}
