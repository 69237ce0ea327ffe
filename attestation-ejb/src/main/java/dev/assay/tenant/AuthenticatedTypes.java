package dev.assay.tenant;

import dev.assay.evidence.AttestationType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Evidence types that a tenant has attested for identified callers only, by the protocol's names (maa-api §3), so that a
 * choice can be stored before this service knows the type.
 */
public record AuthenticatedTypes(Set<String> wireNames) {
    public static final AuthenticatedTypes NONE = new AuthenticatedTypes(Set.of());
    /** The type {@code tpmAttestationAuthentication} is about. */
    public static final String TPM = "Tpm";
    /** What the protocol has (maa-api §1). */
    public static final AuthenticatedTypes USUAL = new AuthenticatedTypes(Set.of(TPM));
    private static final Set<String> NAMES = Set.of("SgxEnclave", "OpenEnclave", "SevSnpVm", "TdxVm", "AzureGuest",
            TPM);

    public AuthenticatedTypes {
        wireNames = Set.copyOf(wireNames);
    }

    public static AuthenticatedTypes of(AttestationType... types) {
        return new AuthenticatedTypes(Set.copyOf(Arrays.stream(types).map(AttestationType::wireName).toList()));
    }

    public static AuthenticatedTypes of(Collection<String> wireNames) {
        return new AuthenticatedTypes(Set.copyOf(wireNames));
    }

    /** In the protocol's spelling, whatever the case. */
    public static Optional<String> named(String name) {
        return NAMES.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** All names there are, sorted. */
    public static SortedSet<String> known() {
        return new TreeSet<>(NAMES);
    }

    public boolean contains(AttestationType type) {
        return contains(type.wireName());
    }

    public boolean contains(String wireName) {
        return wireNames.contains(wireName);
    }

    public SortedSet<String> sorted() {
        return new TreeSet<>(wireNames);
    }
}
