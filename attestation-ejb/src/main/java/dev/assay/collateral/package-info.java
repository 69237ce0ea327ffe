/**
 * Endorsements as they arrive (RFC 9334): signed documents of the vendors, what selects one, where they come from, and
 * the anchors they must end in.
 *
 * <p>Invariant: a {@link dev.assay.collateral.CollateralDocument} is octets nobody has verified; fetching is not
 * verifying (CO-01). Documents, source and anchors belong to an anchor set and never cross to another.
 */
package dev.assay.collateral;
