package dev.assay.vendor;

import dev.assay.collateral.CollateralKey;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where one anchor set's collateral comes from.
 *
 * @param base as in {@code https://host/sgx/certification/v4}, without trailing slash
 */
public record PcsLocation(URI base, URI rootCrl) {
    /** Intel's own service. */
    public static final PcsLocation INTEL = new PcsLocation(
            URI.create("https://api.trustedservices.intel.com/sgx/certification/v4"),
            URI.create("https://certificates.trustedservices.intel.com/IntelSGXRootCA.der"));

    URI of(CollateralKey key) {
        return switch (key.kind()) {
            case TCB_INFO -> below("/tcb?fmspc=" + encode(key.subject().substring(key.subject().indexOf('/') + 1)));
            case QE_IDENTITY -> below("/qe/identity");
            case PCK_CRL -> below("/pckcrl?ca=" + encode(key.subject()) + "&encoding=der");
            case ROOT_CA_CRL -> rootCrl;
            case TPM_AUTHORITIES, TPM_DEVICE ->
                throw new IllegalArgumentException("no vendor serves a tenant's own statement");
        };
    }

    private URI below(String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
