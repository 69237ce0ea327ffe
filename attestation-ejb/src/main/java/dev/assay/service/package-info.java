/**
 * The container's side of the house: stateless beans, one per use-case group, that bring request, policy, collateral
 * and time to the core and carry the outcome away (steps 1, 3, 7 and 8 of the flow).
 *
 * <p>Invariants: no token leaves before its audit record is committed; expected refusals are values
 * ({@link dev.assay.service.Outcome}), never exceptions; only this package holds a clock.
 */
package dev.assay.service;
