package dev.assay.tenant;

import dev.assay.bytes.Bytes;
import dev.assay.pki.PolicyCertificate;
import java.util.List;
import java.util.Optional;

/**
 * A tenant to be stored, all of it or nothing.
 *
 * @param certificates of an isolated one; none otherwise
 * @param place where it was made through Azure Resource Manager's interface
 * @param requestSha256 of the request, so that the same again is known
 */
public record NewTenant(String name, TenantSettings settings, List<PolicyCertificate> certificates,
        Optional<ProviderPlace> place, Bytes requestSha256) {
    public NewTenant {
        certificates = List.copyOf(certificates);
    }
}
