package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.pki.EmulatedPki;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * An enclave on a platform of an emulated PKI, able to attest. Immutable and safe for many threads; making an attester
 * makes six keys, making a bundle only signs.
 */
public record EmulatedAttester(EmulatedPki pki, EmulatedPlatform platform, EmulatedEnclave enclave) {
    /** A new PKI, a new single-package platform and the sample enclave. */
    public static EmulatedAttester create(Instant now) {
        return create(CaKind.PROCESSOR, now);
    }

    public static EmulatedAttester create(CaKind ca, Instant now) {
        EmulatedPki pki = EmulatedPki.create(now);
        return new EmulatedAttester(pki, EmulatedPlatform.create(pki, PlatformFacts.sample(ca), now),
                EmulatedEnclave.sample());
    }

    public EmulatedAttester withEnclave(EmulatedEnclave other) {
        return new EmulatedAttester(pki, platform, other);
    }

    public EmulatedAttester withPlatform(EmulatedPlatform other) {
        return new EmulatedAttester(pki, other, enclave);
    }

    /** @param reportData 64 octets: see {@link ReportData} */
    public Octets quote(Octets reportData) {
        return new QuoteDraft(platform, enclave, reportData).make(new ChainDraft(pki, platform).make());
    }

    /** A quote under an Open Enclave header. */
    public Octets openEnclaveReport(Octets reportData) {
        return OpenEnclaveReport.around(quote(reportData));
    }

    /** A bundle in which everything is right at {@code now}; its report data are empty. */
    public EvidenceBundle genuine(Instant now) {
        return make(ReportData.empty(), now, draft -> {});
    }

    /** A bundle in which one thing is wrong and everything else right at {@code now}. */
    public EvidenceBundle with(Mistake mistake, Instant now) {
        return with(mistake, ReportData.empty(), now);
    }

    public EvidenceBundle with(Mistake mistake, Octets reportData, Instant now) {
        return ableTo(mistake, now).make(reportData, now, mistake::make);
    }

    /** A bundle that looks unusual and is as good as a genuine one at {@code now}. */
    public EvidenceBundle with(Variation variation, Instant now) {
        return make(ReportData.empty(), now, variation::make);
    }

    /** This attester, or one on another platform of the same PKI where the mistake asks for it. */
    private EmulatedAttester ableTo(Mistake mistake, Instant now) {
        return mistake.onlyUnder().filter(ca -> ca != platform.facts().ca())
                .map(ca -> withPlatform(EmulatedPlatform.create(pki, PlatformFacts.sample(ca), now))).orElse(this);
    }

    /** A bundle with any change to what it is made from. */
    public EvidenceBundle make(Octets reportData, Instant now, Consumer<Draft> change) {
        Draft draft = new Draft(pki, platform, new QuoteDraft(platform, enclave, reportData), now);
        change.accept(draft);
        return draft.make();
    }
}
