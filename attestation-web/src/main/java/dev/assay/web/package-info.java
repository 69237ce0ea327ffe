/**
 * The wire: JAX-RS resources and the filters before them, speaking the attestation protocol of maa-api (api-versions
 * 2020-10-01 to 2026-03-11-preview).
 *
 * <p>Invariants: a body is bounded before it is buffered (DO-01); a resource calls one service method; every answer,
 * the container's own included, has the protocol's error body and an id to quote. The one table from reasons to HTTP is
 * {@link dev.assay.web.Answers}.
 *
 * <p>Deliberately absent: any verdict of our own, management endpoints, pages.
 */
package dev.assay.web;
