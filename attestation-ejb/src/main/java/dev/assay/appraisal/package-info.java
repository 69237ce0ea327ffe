/**
 * The whole judgement: evidence, held data, collateral, baseline, policy and an instant in, one
 * {@link dev.assay.appraisal.Appraisal} out. Pure: what it needs is brought to it, and it carries nothing away.
 */
package dev.assay.appraisal;
