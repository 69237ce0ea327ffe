package dev.assay.lint;

import static dev.assay.lint.KnownClaim.always;
import static dev.assay.lint.KnownClaim.sometimes;

import dev.assay.claims.ClaimValue;
import dev.assay.lint.ValueForm.Exactly;
import dev.assay.lint.ValueForm.Flags;
import dev.assay.lint.ValueForm.Hex;
import dev.assay.lint.ValueForm.Texts;
import dev.assay.lint.ValueForm.Wholes;
import java.util.List;
import java.util.stream.Stream;

/** Confidential virtual machines and Azure guests (maa-tokens §5 to §7; maa-policy §9). */
final class VirtualMachineVocabularies {
    private static final String ISOLATION = "x-ms-isolation-tee.";

    static final ClaimVocabulary SEV_SNP = new ClaimVocabulary("SevSnpVm",
            Stream.concat(common("sevsnpvm"), snp()).toList(), List.of(), false);
    static final ClaimVocabulary TDX = new ClaimVocabulary("TdxVm", Stream.concat(common("tdxvm"), tdx()).toList(),
            List.of(), false);
    static final ClaimVocabulary AZURE_GUEST = new ClaimVocabulary("AzureGuest",
            Stream.of(common("azurevm"), guest(), nested()).flatMap(claims -> claims).toList(), List.of(), false);

    private VirtualMachineVocabularies() {}

    private static Stream<KnownClaim> common(String type) {
        return Stream.of(always("x-ms-attestation-type", new Exactly(ClaimValue.of(type))),
                sometimes("x-ms-compliance-status", new Texts()));
    }

    private static Stream<KnownClaim> snp() {
        return Stream.of(snp(new Flags(), "migration-allowed", "smt-allowed", "is-debuggable"),
                snp(new Wholes(0, 0xFFFFFFFFL), "guestsvn"), snp(new Wholes(0, 3), "vmpl"),
                snp(new Wholes(0, 0xFF), "bootloader-svn", "tee-svn", "snpfw-svn", "microcode-svn"),
                snp(new Hex(32), "familyId", "imageId"), snp(new Hex(128), "reportdata"),
                snp(new Hex(96), "launchmeasurement", "idkeydigest", "authorkeydigest"),
                snp(new Hex(64), "hostdata", "reportid")).flatMap(claims -> claims);
    }

    private static Stream<KnownClaim> snp(ValueForm form, String... suffixes) {
        return prefixed("x-ms-sevsnpvm-", form, suffixes);
    }

    private static Stream<KnownClaim> tdx() {
        return Stream.of(
                prefixed("tdx_", new Hex(96), "mrseam", "mrsignerseam", "mrtd", "rtmr0", "rtmr1", "rtmr2", "rtmr3",
                        "mrconfigid", "mrowner", "mrownerconfig"),
                prefixed("tdx_", new Hex(128), "report_data"),
                prefixed("tdx_", new Hex(16), "seam_attributes", "td_attributes", "xfam"),
                prefixed("tdx_", new Hex(32), "tee_tcb_svn"), prefixed("tdx_", new Wholes(0, 0xFF), "seamsvn"),
                prefixed("tdx_td_attributes_", new Flags(), "debug", "septve_disable", "protection_keys", "key_locker",
                        "perfmon"),
                prefixed("", new Texts(), "attester_tcb_status", "dbgstat", "eat_profile", "intuse"))
                .flatMap(claims -> claims);
    }

    private static Stream<KnownClaim> guest() {
        return Stream.of(
                guest(new Flags(), "bootdebug-enabled", "kerneldebug-enabled", "hypervisordebug-enabled",
                        "testsigning-enabled", "flightsigning-enabled", "elam-enabled", "debuggersdisabled",
                        "signingdisabled", "dbvalidated", "dbxvalidated", "default-securebootkeysvalidated",
                        "is-windows"),
                guest(new Wholes(Long.MIN_VALUE, Long.MAX_VALUE), "hvci-policy", "osversion-major",
                        "osversion-minor", "attested-pcrs"),
                guest(new Texts(), "attestation-protocol-ver", "osbuild", "osdistro", "ostype", "vmid"),
                Stream.of(sometimes("secureboot", new Flags()))).flatMap(claims -> claims);
    }

    private static Stream<KnownClaim> guest(ValueForm form, String... suffixes) {
        return Stream.of(suffixes).map(suffix -> sometimes("x-ms-azurevm-" + suffix, form));
    }

    /** why: how a policy names what is inside x-ms-isolation-tee is not published, so both spellings count. */
    private static Stream<KnownClaim> nested() {
        List<KnownClaim> inside = Stream.concat(snp(), tdx()).toList();
        return Stream.of(inside.stream().map(claim -> sometimes(claim.type(), claim.form())),
                inside.stream().map(claim -> sometimes(ISOLATION + claim.type(), claim.form())),
                Stream.of("x-ms-attestation-type", "x-ms-compliance-status")
                        .map(name -> sometimes(ISOLATION + name, new Texts())))
                .flatMap(claims -> claims);
    }

    private static Stream<KnownClaim> prefixed(String prefix, ValueForm form, String... suffixes) {
        return Stream.of(suffixes).map(suffix -> always(prefix + suffix, form));
    }
}
