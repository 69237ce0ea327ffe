/**
 * Four eyes: changes that wait for a second administrator (issue 3, "Identity first"; "Settled", Anchors), what they
 * are, who may decide about them, and which step may follow which.
 *
 * <p>Invariants: whoever proposed a change never approves it; a proposal says from which state of its object it was
 * made, and comes into force from that one alone; a decided proposal stays decided. How a change is carried out, and
 * where proposals are kept, is not known here; nor is a clock.
 */
package dev.assay.approval;
