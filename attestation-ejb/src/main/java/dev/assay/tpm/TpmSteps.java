package dev.assay.tpm;

import dev.assay.evidence.Scheme.ClosingSteps;
import dev.assay.evidence.Step;
import java.util.List;

/** Checklist D, in its order. */
final class TpmSteps {
    static final Step STRUCTURE = new Step("D.1", "Request, quote and signature are well formed");
    static final Step REQUEST_SIGNATURE = new Step("D.1a", "The request is signed by the key it brings");
    static final Step KEY_TRUST = new Step("D.2", "The attestation key is known on the one path declared");
    static final Step QUOTE_SIGNATURE = new Step("D.3", "The quote is signed by the attestation key");
    static final Step CHALLENGE = new Step("D.4", "The quote answers the challenge");
    static final Step KEYS = new Step("D.4a", "The keys sent along are bound as they say");
    static final Step REGISTERS = new Step("D.5", "The PCR values are those quoted, in an accepted bank");
    static final Step LOGS = new Step("D.6", "The boot logs replay to the quoted PCRs");
    static final Step MEANING = new Step("D.7", "Boot cycle, counters and firmware are acceptable");
    static final Step BASELINE = new Step("D.8a", "Baseline and the policy's properties hold");
    static final Step CLAIMS = new Step("D.8", "Claims are made");
    static final Step POLICY = new Step("D.9", "The tenant's policy permits");

    static final List<Step> ALL = List.of(STRUCTURE, REQUEST_SIGNATURE, KEY_TRUST, QUOTE_SIGNATURE, CHALLENGE, KEYS,
            REGISTERS, LOGS, MEANING, BASELINE, CLAIMS, POLICY);

    static final ClosingSteps CLOSING = new ClosingSteps(BASELINE, CLAIMS, POLICY);

    private TpmSteps() {}
}
