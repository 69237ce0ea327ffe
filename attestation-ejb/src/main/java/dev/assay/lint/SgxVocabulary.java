package dev.assay.lint;

import static dev.assay.lint.KnownClaim.always;
import static dev.assay.lint.KnownClaim.sometimes;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.lint.ValueForm.Exactly;
import dev.assay.lint.ValueForm.Flags;
import dev.assay.lint.ValueForm.Hex;
import dev.assay.lint.ValueForm.OneOf;
import dev.assay.lint.ValueForm.Texts;
import dev.assay.lint.ValueForm.Wholes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** SGX quotes and Open Enclave reports (maa-tokens §4). {@code sgx.SgxClaims} makes them; a test compares. */
final class SgxVocabulary {
    private static final Exactly SGX = new Exactly(ClaimValue.of("sgx"));
    private static final Wholes SHORT = new Wholes(0, 0xFFFF);
    private static final KnownProperty TCB_IDENTIFIER = new KnownProperty("x-ms-sgx-tcbidentifier",
            "\"azuredefault\" or a TCB evaluation number as a string, as \"17\"",
            value -> value instanceof Text(var text) && text.matches("azuredefault|[1-9][0-9]{0,8}"), false);

    private SgxVocabulary() {}

    static ClaimVocabulary of(String evidence) {
        List<KnownClaim> claims = new ArrayList<>(report());
        claims.addAll(optional());
        claims.addAll(deprecated());
        claims.addAll(standing());
        return new ClaimVocabulary(evidence, claims, List.of(TCB_IDENTIFIER), false);
    }

    private static List<KnownClaim> report() {
        return List.of(always("x-ms-attestation-type", SGX), always("x-ms-sgx-is-debuggable", new Flags()),
                always("x-ms-sgx-product-id", SHORT), always("x-ms-sgx-svn", SHORT),
                always("x-ms-sgx-mrsigner", new Hex(64)), always("x-ms-sgx-mrenclave", new Hex(64)),
                always("x-ms-sgx-report-data", new Hex(128)));
    }

    /** SG-12: only with the KSS attribute; held data only where it was sent as binary. */
    private static List<KnownClaim> optional() {
        return List.of(sometimes("x-ms-sgx-config-id", new Hex(128)), sometimes("x-ms-sgx-config-svn", SHORT),
                sometimes("x-ms-sgx-isv-extended-product-id", new Hex(32)),
                sometimes("x-ms-sgx-isv-family-id", new Hex(32)), sometimes("x-ms-sgx-ehd", new Texts()),
                sometimes("$maa-ehd", new Texts()), sometimes("$aas-ehd", new Texts()));
    }

    /** The names of 2020 (maa-tokens §4.2). */
    private static List<KnownClaim> deprecated() {
        return List.of(always("$is-debuggable", new Flags()), always("$product-id", SHORT), always("$svn", SHORT),
                always("$sgx-mrsigner", new Hex(64)), always("$sgx-mrenclave", new Hex(64)), always("$tee", SGX));
    }

    private static List<KnownClaim> standing() {
        return List.of(
                always("assay-tcb-status", new OneOf(Set.of("UpToDate", "SWHardeningNeeded", "ConfigurationNeeded",
                        "ConfigurationAndSWHardeningNeeded", "OutOfDate", "OutOfDateConfigurationNeeded",
                        "Revoked"))),
                always("assay-tcb-date", new Texts()), always("assay-tcb-evaluation-number",
                        new Wholes(0, Integer.MAX_VALUE)),
                sometimes("assay-tcb-advisory", new Texts()));
    }
}
