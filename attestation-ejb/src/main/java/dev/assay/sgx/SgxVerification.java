package dev.assay.sgx;

import static dev.assay.evidence.Reason.CRL_INVALID;
import static dev.assay.evidence.Reason.QE_IDENTITY_INVALID;
import static dev.assay.evidence.Reason.QE_IDENTITY_MISMATCH;
import static dev.assay.evidence.Reason.QE_REPORT_DATA_MISMATCH;
import static dev.assay.evidence.Reason.QE_REPORT_SIGNATURE_INVALID;
import static dev.assay.evidence.Reason.QUOTE_SIGNATURE_INVALID;
import static dev.assay.evidence.Reason.TCB_INFO_INVALID;

import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.dcap.DcapClaims;
import dev.assay.dcap.DcapCollateral;
import dev.assay.dcap.DcapRules;
import dev.assay.dcap.EnclaveLevel;
import dev.assay.dcap.EnclaveReport;
import dev.assay.dcap.QeIdentity;
import dev.assay.dcap.QuoteSignature;
import dev.assay.dcap.TcbEvaluation;
import dev.assay.dcap.TcbInfo;
import dev.assay.dcap.TcbLevel;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Checks.Finding;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.Step;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.TcbStatus;
import dev.assay.evidence.Verification;
import dev.assay.evidence.VerificationTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One quote through A.11–A.22. Steps that lack what an earlier one was to bring are skipped and say which. */
final class SgxVerification {
    private final SgxEvidence evidence;
    private final DcapCollateral collateral;
    private final VerificationTerms terms;
    private final Checks checks;

    SgxVerification(CollateralReader reader, SgxEvidence evidence, CollateralSet found, VerificationTerms terms,
            Checks checks) {
        this.evidence = evidence;
        this.collateral = new DcapCollateral(reader, found, terms);
        this.terms = terms;
        this.checks = checks;
    }

    Verification verify() {
        revocation();
        Optional<TcbInfo> info = checks.attempt(SgxSteps.TCB_INFO, TCB_INFO_INVALID, this::tcbInfo);
        Optional<TcbInfo> ours = info.isPresent()
                ? checks.attempt(SgxSteps.PLATFORM, TCB_INFO_INVALID, () -> platform(info.get()))
                : skip(SgxSteps.PLATFORM, SgxSteps.TCB_INFO);
        Optional<QeIdentity> identity = checks.attempt(SgxSteps.QE_IDENTITY, QE_IDENTITY_INVALID, this::qeIdentity);
        signature(SgxSteps.QE_REPORT_SIGNATURE, QE_REPORT_SIGNATURE_INVALID,
                () -> DcapRules.verifyQeReport(quoteSignature(), evidence.chain().pck()));
        signature(SgxSteps.QE_REPORT_DATA, QE_REPORT_DATA_MISMATCH,
                () -> DcapRules.checkQeReportData(quoteSignature()));
        Optional<EnclaveLevel> qe = identity.flatMap(this::quotingEnclave);
        if (identity.isEmpty()) {
            skip(SgxSteps.QE_REPORT_IDENTITY, SgxSteps.QE_IDENTITY);
            skip(SgxSteps.QE_LEVEL, SgxSteps.QE_IDENTITY);
        }
        signature(SgxSteps.QUOTE_SIGNATURE, QUOTE_SIGNATURE_INVALID,
                () -> DcapRules.verifyQuote(evidence.quote().signed(), quoteSignature()));
        Optional<TcbLevel> level = ours.isPresent()
                ? checks.attempt(SgxSteps.PLATFORM_LEVEL, TCB_INFO_INVALID, () -> platformLevel(ours.get()))
                : skip(SgxSteps.PLATFORM_LEVEL, SgxSteps.TCB_INFO);
        return conclude(ours, level, identity, qe);
    }

    private Verification conclude(Optional<TcbInfo> info, Optional<TcbLevel> level, Optional<QeIdentity> identity,
            Optional<EnclaveLevel> qe) {
        if (level.isEmpty() || qe.isEmpty()) {
            Step lacking = level.isEmpty() ? SgxSteps.PLATFORM_LEVEL : SgxSteps.QE_LEVEL;
            skip(SgxSteps.CONVERGENCE, lacking);
            skip(SgxSteps.ADVISORIES, lacking);
            return verification(Optional.empty());
        }
        TcbStanding standing = DcapRules.standing(info.orElseThrow(), level.get(), identity.orElseThrow(), qe.get());
        checks.holds(SgxSteps.CONVERGENCE, TCB_INFO_INVALID, () -> converged(standing));
        checks.holds(SgxSteps.ADVISORIES, TCB_INFO_INVALID,
                () -> "TCB date %s, advisories %s".formatted(standing.tcbDate(), standing.advisories()));
        return verification(Optional.of(standing));
    }

    /** SG-08: Revoked is a denial here, before any baseline or policy is asked. */
    private static String converged(TcbStanding standing) {
        String all = "platform %s, quoting enclave %s: %s".formatted(standing.platform().wireName(),
                standing.component().wireName(), standing.result().wireName());
        if (standing.result() == TcbStatus.REVOKED) {
            throw new Refusal(Reason.TCB_REVOKED, all + "; no baseline and no policy can accept it");
        }
        return all;
    }

    private Verification verification(Optional<TcbStanding> standing) {
        var report = evidence.quote().report();
        Optional<Bytes> initTime = report.kss() ? Optional.of(report.configId()) : Optional.empty();
        collateral.endsWith(evidence.chain().validUntil());
        return new Verification(standing, report.debug(), Optional.of(report.reportData()), initTime,
                claims(report, standing),
                SgxClaims.token(report, SgxClaims.collateral(evidence.quote().evidence(), collateral.documents())),
                collateral.validUntil(), collateral.documents(), Optional.of(evidence.platform().ppid().sha256()),
                collateral.graceUsed(), Optional.empty());
    }

    /** The status is a claim, so that a policy can judge what the baseline lets pass ("Settled", Verdicts). */
    private static ClaimSet claims(EnclaveReport report, Optional<TcbStanding> standing) {
        List<Claim> claims = new ArrayList<>(SgxClaims.incoming(report));
        standing.map(DcapClaims::of).ifPresent(claims::addAll);
        return new ClaimSet(claims);
    }

    private void revocation() {
        if (!terms.revocation()) {
            checks.skip(SgxSteps.REVOCATION, "revocation was not checked, as asked");
            return;
        }
        checks.holds(SgxSteps.REVOCATION, CRL_INVALID, () -> {
            collateral.checkRevocation(evidence.chain());
            return "neither is on its list";
        });
    }

    private Finding<TcbInfo> tcbInfo() {
        TcbInfo info = collateral.tcbInfo(evidence.platform());
        return new Finding<>(info, "evaluation number %d, issued %s, next update %s".formatted(info.evaluationNumber(),
                info.issueDate(), info.nextUpdate()));
    }

    /** SG-03. */
    private Finding<TcbInfo> platform(TcbInfo info) {
        var platform = evidence.platform();
        if (!info.fmspc().equals(platform.fmspc()) || !info.pceId().equals(platform.pceId())) {
            throw new Refusal(Reason.TCB_INFO_OTHER_PLATFORM,
                    "TCB Info is for FMSPC %s and PCEID %s, the PCK for %s and %s"
                            .formatted(info.fmspc().toHex(), info.pceId().toHex(), platform.fmspc().toHex(),
                                    platform.pceId().toHex()));
        }
        return new Finding<>(info, "FMSPC " + info.fmspc().toHex() + ", PCEID " + info.pceId().toHex());
    }

    private Finding<QeIdentity> qeIdentity() {
        QeIdentity identity = collateral.qeIdentity();
        return new Finding<>(identity, "evaluation number %d, issued %s, next update %s"
                .formatted(identity.evaluationNumber(), identity.issueDate(), identity.nextUpdate()));
    }

    private Optional<EnclaveLevel> quotingEnclave(QeIdentity identity) {
        var report = quoteSignature().qeReport();
        signature(SgxSteps.QE_REPORT_IDENTITY, QE_IDENTITY_MISMATCH, () -> DcapRules.checkQeIdentity(report, identity));
        return checks.attempt(SgxSteps.QE_LEVEL, QE_IDENTITY_INVALID, () -> {
            EnclaveLevel level = TcbEvaluation.enclaveLevel(identity, report.isvSvn()).orElseThrow(() -> new Refusal(
                    Reason.QE_TCB_NOT_RECOGNISED, "no level of the QE identity is met by ISVSVN " + report.isvSvn()));
            return new Finding<>(level, "ISVSVN " + report.isvSvn() + " meets level " + level.isvSvn() + ": "
                    + level.status().wireName());
        });
    }

    private Finding<TcbLevel> platformLevel(TcbInfo info) {
        TcbLevel level = TcbEvaluation.platformLevel(info, evidence.platform()).orElseThrow(() -> new Refusal(
                Reason.TCB_NOT_RECOGNISED, "no level of the TCB Info is met by the SVNs of the PCK certificate"));
        return new Finding<>(level, "met: " + level.status().wireName() + " of " + level.tcbDate());
    }

    private QuoteSignature quoteSignature() {
        return evidence.quote().signature();
    }

    private void signature(Step step, Reason malformed, Runnable body) {
        checks.mustHold(step, malformed, () -> {
            body.run();
            return "holds";
        });
    }

    private <T> Optional<T> skip(Step step, Step lacking) {
        checks.skip(step, "needs " + lacking.id() + ", which did not pass");
        return Optional.empty();
    }
}
