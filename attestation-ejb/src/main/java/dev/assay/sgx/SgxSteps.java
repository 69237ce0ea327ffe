package dev.assay.sgx;

import dev.assay.evidence.Scheme.ClosingSteps;
import dev.assay.evidence.Step;
import java.util.List;

/** Checklist A, in its order. */
final class SgxSteps {
    static final Step LENGTH = new Step("A.1", "The quote is at least 1020 bytes long");
    static final Step HEADER = new Step("A.2", "Header: version 3, ECDSA P-256, TEE SGX, Intel's quoting enclave");
    static final Step SIGNATURE_LENGTH = new Step("A.3", "Signature data fills what follows the report");
    static final Step INNER_SIZES = new Step("A.4", "Inner sizes agree and certification data is fully consumed");
    static final Step CERTIFICATION_TYPE = new Step("A.5", "Certification data is a PCK certificate chain (type 5)");
    static final Step THREE_CERTIFICATES = new Step("A.6", "The chain is exactly three certificates");
    static final Step ROOT = new Step("A.7", "The root's key is pinned and signs itself");
    static final Step CA = new Step("A.8", "The PCK CA is signed by the root");
    static final Step PCK = new Step("A.9", "The PCK certificate is signed by the PCK CA");
    static final Step VALIDITY = new Step("A.10", "All three certificates are valid now");
    static final Step REVOCATION = new Step("A.11", "Neither PCK CA nor PCK is revoked");
    static final Step PCK_EXTENSION = new Step("A.11a", "The PCK's SGX extension is complete");
    static final Step TCB_INFO = new Step("A.12", "TCB Info is signed by Intel and current");
    static final Step PLATFORM = new Step("A.13", "TCB Info is for this platform");
    static final Step QE_IDENTITY = new Step("A.14", "QE identity is signed by Intel and current");
    static final Step QE_REPORT_SIGNATURE = new Step("A.15", "The QE report is signed by the PCK");
    static final Step QE_REPORT_DATA = new Step("A.16", "The QE report names the attestation key");
    static final Step QE_REPORT_IDENTITY = new Step("A.17", "The QE report is that of Intel's quoting enclave");
    static final Step QE_LEVEL = new Step("A.18", "The quoting enclave meets a TCB level");
    static final Step QUOTE_SIGNATURE = new Step("A.19", "The quote is signed by the attestation key");
    static final Step PLATFORM_LEVEL = new Step("A.20", "The platform meets a TCB level");
    static final Step CONVERGENCE = new Step("A.21", "Platform and quoting enclave converge to one status");
    static final Step ADVISORIES = new Step("A.22", "Advisories and TCB date are collected");
    static final Step BASELINE = new Step("A.23", "The baseline accepts status, date and debug flag");
    static final Step CLAIMS = new Step("A.24", "Held data is bound and claims are made");
    static final Step POLICY = new Step("A.25", "The tenant's policy permits");

    static final List<Step> ALL = List.of(LENGTH, HEADER, SIGNATURE_LENGTH, INNER_SIZES, CERTIFICATION_TYPE,
            THREE_CERTIFICATES, ROOT, CA, PCK, VALIDITY, REVOCATION, PCK_EXTENSION, TCB_INFO, PLATFORM, QE_IDENTITY,
            QE_REPORT_SIGNATURE, QE_REPORT_DATA, QE_REPORT_IDENTITY, QE_LEVEL, QUOTE_SIGNATURE, PLATFORM_LEVEL,
            CONVERGENCE, ADVISORIES, BASELINE, CLAIMS, POLICY);

    static final ClosingSteps CLOSING = new ClosingSteps(BASELINE, CLAIMS, POLICY);

    private SgxSteps() {}
}
