/**
 * HTTP clients: for vendors' collateral services (Intel PCS, certification API v4, and any PCCS that speaks it), and for
 * the issuers tenants trust (OpenID Connect Discovery 1.0; AU-01, AU-03).
 *
 * <p>Invariants (CO-06): hosts come from configuration only, never from evidence or a token; no redirect is followed; time and size
 * are bounded while a body streams in. What comes is unverified. No cache here, no retry.
 */
package dev.assay.vendor;
