package dev.assay.dcap;

import dev.assay.collateral.CollateralDocument;
import dev.assay.pki.Certificate;
import java.time.Instant;

/**
 * A document whose signature and signer's chain were verified to a pinned anchor; dates and revocation are judged anew
 * at each appraisal's instant.
 *
 * @param signer the "SGX TCB Signing" certificate
 */
record Endorsed<T>(T value, CollateralDocument document, Certificate signer, Certificate root, Instant issueDate,
        Instant nextUpdate) {}
