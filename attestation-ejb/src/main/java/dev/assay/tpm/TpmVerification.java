package dev.assay.tpm;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.claims.ClaimSet;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Checks.Finding;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TpmStanding;
import dev.assay.evidence.TpmState;
import dev.assay.evidence.Verification;
import dev.assay.evidence.VerificationTerms;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.LogFormat;
import dev.assay.measuredboot.MeasuredBoot;
import dev.assay.pki.UnsoundException;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.ClockInfo;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmCertificate;
import dev.assay.tpm2.TpmHash;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One request through D.2–D.7. */
final class TpmVerification {
    private static final Set<TpmHash> ANY = Set.copyOf(EnumSet.allOf(TpmHash.class));
    /** A machine that measures nothing: every register has its initial value, in any bank. */
    private static final EventLog NO_LOG = new EventLog(LogFormat.CRYPTO_AGILE, Optional.empty(),
            List.of(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512),
            List.of());

    private static final int MOST_EVENTS = 65_536;

    private final TpmRequest request;
    private final KeyTrust trust;
    private final VerificationTerms terms;
    private final Checks checks;
    private final Set<TpmHash> accepted;
    private int events;

    TpmVerification(TpmRequest request, CollateralSet collateral, VerificationTerms terms, Checks checks) {
        this.request = request;
        this.trust = new KeyTrust(collateral, request.attestationKey(), terms.at());
        this.terms = terms;
        this.checks = checks;
        // TP-04
        this.accepted = terms.tpm().acceptSha1() ? ANY : TpmHash.SOUND;
    }

    Verification verify() {
        Optional<KeyTrust.Answer> answer = keyTrust();
        SigningKey signer = checks.require(TpmSteps.QUOTE_SIGNATURE, Reason.QUOTE_SIGNATURE_INVALID,
                () -> quoteSignature(answer.flatMap(KeyTrust.Answer::device)));
        KeyRules keys = new KeyRules(request, signer);
        checks.mustHold(TpmSteps.CHALLENGE, Reason.CHALLENGE_MISMATCH, keys::checkChallenge);
        checks.mustHold(TpmSteps.KEYS, Reason.KEY_BINDING_INVALID, keys::checkKeys);
        checks.mustHold(TpmSteps.REGISTERS, Reason.PCR_DIGEST_MISMATCH, this::registers);
        Booted booted = checks.require(TpmSteps.LOGS, Reason.EVIDENCE_MALFORMED, this::logs);
        TpmState state = state();
        checks.holds(TpmSteps.MEANING, Reason.EVIDENCE_MALFORMED,
                () -> cycle(state, answer.flatMap(KeyTrust.Answer::device)));
        return verification(answer, booted, state, keys);
    }

    /** A key that is only not known is no failure here: the policy's property decides at D.8a. */
    private Optional<KeyTrust.Answer> keyTrust() {
        KeyTrust.Answer answer;
        try {
            answer = trust.ask();
        } catch (Refusal refusal) {
            return checks.attempt(TpmSteps.KEY_TRUST, Reason.ATTESTATION_KEY_UNSUITABLE, () -> {
                throw refusal;
            });
        }
        answer.trusted().ifPresent(known -> checks.holds(TpmSteps.KEY_TRUST, Reason.ATTESTATION_KEY_UNSUITABLE,
                () -> "known by " + known.path().word()));
        answer.distrust().ifPresent(distrust -> checks.skip(TpmSteps.KEY_TRUST, distrust.detail() + "; "
                + TpmSteps.BASELINE.id() + " says whether that passes"));
        return Optional.of(answer);
    }

    private Finding<SigningKey> quoteSignature(Optional<TpmDevice> device) {
        SigningKey signer = SigningKey.of(request.attestationKey(), device, accepted);
        for (QuotedState state : states()) {
            unlessUnsound(Reason.QUOTE_SIGNATURE_INVALID, () -> signer.verify(state.quote(), state.signature()));
        }
        return new Finding<>(signer, request.current().signature().scheme() + " holds");
    }

    private List<QuotedState> states() {
        return request.boot().map(boot -> List.of(request.current(), boot)).orElse(List.of(request.current()));
    }

    private String registers() {
        for (QuotedState state : states()) {
            unlessUnsound(Reason.PCR_DIGEST_MISMATCH, () -> state.pcrs().checkQuoted(state.quote().quote(),
                    state.signature().scheme().hash()));
            if (PcrValues.strongest(state.quote().quote(), accepted).isEmpty())
                throw new Refusal(Reason.PCR_BANK_NOT_ACCEPTED, "the quote selects no PCR of an accepted bank; "
                        + "accepted are " + accepted.stream().map(TpmHash::jca).sorted().toList());
        }
        return "pcrDigest is that of the values sent";
    }

    private Finding<Booted> logs() {
        Booted booted = new Booted(replayed(request.current()), request.boot().map(this::replayed),
                acceptedValues(request.current().pcrs()));
        MeasuredBoot now = booted.current();
        return new Finding<>(booted, "bank %s replays; %d events accepted, %d set aside; PCRs not explained: %s"
                .formatted(now.bank().jca(), now.accepted().size(), now.setAside().size(), now.unexplained()));
    }

    /** TP-04: a bank that does not count is not shown either. */
    private PcrValues acceptedValues(PcrValues values) {
        return new PcrValues(values.banks().entrySet().stream().filter(bank -> accepted.contains(bank.getKey()))
                .collect(Collectors.toMap(bank -> bank.getKey(), bank -> bank.getValue())));
    }

    private MeasuredBoot replayed(QuotedState state) {
        List<EventLog> logs = state.logs().stream().map(this::read).toList();
        return MeasuredBoot.replay(logs.isEmpty() ? NO_LOG : EventLog.join(logs), state.pcrs(), accepted);
    }

    /** Of all logs of a request together, since one sender's events are held at once. */
    private EventLog read(Bytes octets) {
        EventLog log = EventLog.read(octets);
        events += log.events().size();
        if (events > MOST_EVENTS)
            throw new MalformedException("logs", "have more than " + MOST_EVENTS + " events together");
        return log;
    }

    private String cycle(TpmState state, Optional<TpmDevice> device) {
        BootCycle cycle = new BootCycle(state);
        request.boot().ifPresent(boot -> cycle.checkSame(boot.quote().clock()));
        cycle.checkForward(device);
        cycle.checkFirmware(terms.tpm(), manufacturer());
        return "reset %d, restart %d, firmware %s".formatted(state.resetCount(), state.restartCount(),
                cycle.firmware());
    }

    private Optional<String> manufacturer() {
        return request.attestationKey().certificate().flatMap(certificate -> {
            try {
                return TpmCertificate.read("aik_cert", certificate, TpmCertificate.Purpose.ATTESTATION_KEY)
                        .manufacturer();
            } catch (MalformedException silent) {
                return Optional.empty();
            }
        });
    }

    private TpmState state() {
        Attest quote = request.current().quote();
        ClockInfo clock = quote.clock();
        return new TpmState(trust.digest(), clock.clock(), clock.resetCount(), clock.restartCount(), clock.safe(),
                quote.firmwareVersion());
    }

    private Verification verification(Optional<KeyTrust.Answer> answer, Booted booted, TpmState state, KeyRules keys) {
        TpmClaims claims = new TpmClaims(request, booted, state, keys.bound());
        var trusted = answer.flatMap(KeyTrust.Answer::trusted);
        return new Verification(Optional.empty(), false, Optional.empty(), Optional.empty(),
                new ClaimSet(claims.incoming(trusted, terms.issuer())), claims.token(),
                trusted.flatMap(known -> known.validUntil()), trust.documents(), Optional.of(trust.digest()), false,
                Optional.of(new TpmStanding(state, quoted(booted), answer.flatMap(KeyTrust.Answer::distrust))));
    }

    /**
     * TP-02: those of the bank that claims are made by; with two states, those of both. why: a register quoted in another
     * bank alone shows the policy no event, so that it would satisfy the mask and hide what was measured into it.
     */
    private Set<Integer> quoted(Booted booted) {
        Set<Integer> registers = new HashSet<>(quoted(request.current(), booted.current()));
        request.boot().ifPresent(boot -> registers.retainAll(quoted(boot, booted.boot().orElseThrow())));
        return registers;
    }

    private static Set<Integer> quoted(QuotedState state, MeasuredBoot boot) {
        return state.pcrs().banks().get(boot.bank()).keySet();
    }

    private static void unlessUnsound(Reason reason, Runnable check) {
        try {
            check.run();
        } catch (UnsoundException refused) {
            throw new Refusal(reason, refused.getMessage());
        }
    }
}
