package dev.assay.collateral;

import dev.assay.bytes.Bytes;
import java.util.Base64;
import java.util.List;

/**
 * Trust anchors and the name under which their collateral source and cache are kept apart from every other set's. Never
 * the JVM's trust store, never the evidence (PK-01).
 *
 * @param vendor whether every anchor is the vendor's own; where not, each token says so
 */
public record AnchorSet(String name, boolean vendor, List<TrustAnchor> anchors) {
    /** Intel SGX Root CA's key, SPKI SHA-256 a0af0312…c6c67a49e. Compare with Intel's own publication. */
    public static final TrustAnchor INTEL_SGX_ROOT_CA = new TrustAnchor(TrustAnchor.Family.INTEL_SGX,
            "intel-sgx-root-ca",
            Bytes.copyOf(Base64.getDecoder().decode("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEC6nEwMDIYZOj/iPWsCzaEKi71OiO"
                    + "SLRFhWGjbnBVJfVnkY4u3IjkDYYL0MxO4mqsyYjlBalTVYxFP2sJBK5zlA==")));

    /** The vendors' anchors: every tenant's default. */
    public static final AnchorSet VENDORS = new AnchorSet("vendors", true, List.of(INTEL_SGX_ROOT_CA));

    public AnchorSet {
        anchors = List.copyOf(anchors);
    }

    public boolean trusts(TrustAnchor.Family family, Bytes spki) {
        return anchors.stream().anyMatch(anchor -> anchor.family() == family && anchor.spki().matches(spki));
    }
}
