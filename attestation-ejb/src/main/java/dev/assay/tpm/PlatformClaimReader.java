package dev.assay.tpm;

import static dev.assay.tpm.KeyBinding.in;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.PcrSelection;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.PlatformClaim;
import dev.assay.tpm2.SigningScheme;
import dev.assay.tpm2.TpmHash;
import dev.assay.tpm2.TpmSignature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Version 1: Windows platform claims, and logs in fields of their own (maa-tpm §2.1). */
final class PlatformClaimReader {
    private static final Set<Integer> RAW_RSA = Set.of(256, 384, 512);

    private final Fields data;

    PlatformClaimReader(Fields data) {
        this.data = data;
        Stream.of("drtm_boot_log", "drtm_resume_log").filter(log -> data.someOctets(log).isPresent()).findFirst()
                .ifPresent(log -> {
                    throw new Refusal(Reason.DRTM_UNSUPPORTED, data.path(log)
                            + " is not empty; this release does not judge a dynamic root of trust");
                });
    }

    /** What leads to the state now: the log since the last resume where there is one, else that since the boot. */
    QuotedState current() {
        return state("current_claim", log("srtm_resume_log").or(() -> log("srtm_boot_log")))
                .orElseThrow(() -> data.refuse("current_claim", "is missing"));
    }

    Optional<QuotedState> boot() {
        Optional<QuotedState> boot = state("boot_claim", log("srtm_boot_log"));
        if (boot.isEmpty() && log("srtm_resume_log").isPresent())
            throw data.refuse("boot_claim", "is missing; with a log since the last resume the state at boot is needed");
        return boot;
    }

    private Optional<Bytes> log(String name) {
        return data.someOctets(name);
    }

    private Optional<QuotedState> state(String name, Optional<Bytes> log) {
        return data.someOctets(name).map(octets -> in(data, name, () -> state(PlatformClaim.read(octets), log)));
    }

    private static QuotedState state(PlatformClaim claim, Optional<Bytes> log) {
        Attest quote = StateReader.quote(claim.quote());
        return new QuotedState(quote, signature(claim.signature()), quoted(claim, quote), log.map(List::of)
                .orElse(List.of()));
    }

    /** The container holds every register, the quote need not; TP-02: one that is not selected is not attested. */
    private static PcrValues quoted(PlatformClaim claim, Attest quote) {
        Map<Integer, Bytes> values = new TreeMap<>();
        for (PcrSelection selection : quote.quote().selections()) {
            if (selection.bank() == claim.bank())
                selection.registers().stream().filter(claim.pcrs()::containsKey)
                        .forEach(index -> values.put(index, claim.pcrs().get(index)));
        }
        return new PcrValues(Map.of(claim.bank(), values));
    }

    /** why: some versions of the provider leave TPMT_SIGNATURE's header out; Windows makes RSASSA with SHA-256 then. */
    private static TpmSignature signature(Bytes octets) {
        return RAW_RSA.contains(octets.length())
                ? new TpmSignature.Rsa(new SigningScheme(SigningScheme.Algorithm.RSASSA, TpmHash.SHA256), octets)
                : TpmSignature.read(octets);
    }
}
