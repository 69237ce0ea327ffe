package dev.assay.tpm;

import java.util.List;
import java.util.Optional;

/**
 * The keys a request brings.
 *
 * @param signer {@code request_key}, in version 1 {@code attest_key}: signs the request; absent only on the command line
 * @param others {@code other_keys}, at most two
 */
public record RequestKeys(Optional<RequestKey> signer, List<RequestKey> others) {
    public RequestKeys {
        others = List.copyOf(others);
    }
}
