package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.tenant.ProviderPlace;
import java.util.List;
import java.util.Optional;

/**
 * A tenant to be made, its settings otherwise the usual ones.
 *
 * @param name 3–40 of a–z, 0–9 and hyphen
 * @param policyCertificates DER of each; with any the tenant is isolated for life, with none anybody with the role
 *            changes its policies
 */
public record TenantWish(String name, List<Bytes> policyCertificates, TenantPatch settings) {
    public TenantWish {
        policyCertificates = List.copyOf(policyCertificates);
    }

    /** Of the model AAD. */
    public TenantWish(String name, TenantPatch settings) {
        this(name, List.of(), settings);
    }

    boolean isolated() {
        return !policyCertificates.isEmpty();
    }

    /** Equal for equal wishes, on every node and after every restart. */
    Bytes digest(Optional<ProviderPlace> place) {
        // why: a record's text holds its components in order, here strings, numbers, durations and sorted lists; of
        // octets it holds the first alone.
        List<String> thumbprints = policyCertificates.stream().map(der -> der.sha256().toHex()).sorted().toList();
        return Bytes.utf8(name + " " + settings + " " + thumbprints + " " + place).sha256();
    }
}
