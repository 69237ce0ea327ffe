package dev.assay.tenant;

import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.Baseline;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One attestation provider.
 *
 * @param name 3–40 of a–z, 0–9 and hyphen; {@code default} is at the root of the URL space
 * @param anchors what {@code settings} name, found. @param baseline likewise
 * @param issuer its canonical URL, {@code iss} of its tokens; compare exactly
 */
public record Tenant(UUID id, String name, String issuer, AnchorSet anchors, Baseline baseline,
        TenantSettings settings) {
    public static final String DEFAULT = "default";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{3,40}");

    /** With the usual settings. */
    public Tenant(UUID id, String name, String issuer, AnchorSet anchors, Baseline baseline) {
        this(id, name, issuer, anchors, baseline, TenantSettings.USUAL);
    }

    /** Whether the name may be one at all; asked before any store is. */
    public static boolean nameable(String name) {
        return NAME.matcher(name).matches();
    }

    /** From configuration, never from the Host header ("Settled", Trust). @param baseUrl without trailing slash */
    public static String issuerOf(String baseUrl, String name) {
        return name.equals(DEFAULT) ? baseUrl : baseUrl + "/t/" + name;
    }
}
