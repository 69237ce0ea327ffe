package dev.assay.appraisal;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TokenForm;
import dev.assay.evidence.TpmStanding;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A policy's properties for TPMs (maa-policy §8). Where one is set several times the strictest counts, since a policy can
 * only tighten.
 */
final class TpmRule {
    private static final long ALL_REGISTERS = 0xff_ffff;
    private static final long DAY = 1440;
    private static final long YEAR = 525_600;

    private final List<Claim> properties;

    TpmRule(List<Claim> properties) {
        this.properties = properties;
    }

    /** @return the sentence for the reader */
    String check(TpmStanding tpm) {
        checkRegisters(tpm);
        return tpm.distrust().map(this::live).orElse("the attestation key is trusted");
    }

    /** TP-02: a register that is not quoted is not attested. */
    private void checkRegisters(TpmStanding tpm) {
        long mask = wholes("required_pcr_mask", 0, Long.MAX_VALUE).reduce((one, other) -> one | other)
                .orElse(ALL_REGISTERS);
        List<Integer> missing = IntStream.range(0, Long.SIZE - 1).filter(i -> (mask >> i & 1) == 1).boxed()
                .filter(i -> !tpm.registers().contains(i)).toList();
        if (!missing.isEmpty())
            throw new Refusal(Reason.PCR_NOT_QUOTED, "required_pcr_mask 0x%06x asks for PCRs that are not quoted: %s"
                    .formatted(mask, missing));
    }

    /** TP-06. */
    private String live(TpmStanding.Distrust distrust) {
        if (flags("require_valid_aik_cert").reduce(Boolean::logicalOr).orElse(true))
            throw new Refusal(distrust.reason(), distrust.detail());
        return "the attestation key is not trusted, which the policy leaves to its rules";
    }

    TokenForm form() {
        long minutes = wholes("report_validity_in_minutes", 1, YEAR).reduce(Math::min).orElse(DAY);
        return TokenForm.tpm(Duration.ofMinutes(minutes),
                flags("omit_x5c").reduce(Boolean::logicalOr).orElse(false));
    }

    private Stream<Long> wholes(String name, long least, long most) {
        return values(name).map(value -> {
            if (value instanceof ClaimValue.Whole(long whole) && whole >= least && whole <= most)
                return whole;
            throw refusal(name, "is not a whole number from " + least + " to " + most);
        });
    }

    private Stream<Boolean> flags(String name) {
        return values(name).map(value -> {
            if (value instanceof ClaimValue.Flag(boolean flag))
                return flag;
            throw refusal(name, "is neither true nor false");
        });
    }

    private Stream<ClaimValue> values(String name) {
        return properties.stream().filter(property -> property.type().equals(name)).map(Claim::value);
    }

    private static Refusal refusal(String name, String what) {
        return new Refusal(Reason.POLICY_ERROR, "the policy's property " + name + " " + what);
    }
}
