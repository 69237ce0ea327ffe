/**
 * Policies as code, without files and options: the calls of the management plane about a tenant's policies
 * (docs/policy-management.md), a signature over a policy (maa-api 3.1) and the difference of two texts.
 *
 * <p>Invariant: a change is sent with the tag of the state it was decided from. Judges no policy: parsing is the core's.
 * Deliberately absent: a merge, for policies are changed in the repository and nowhere else.
 */
package dev.assay.cli.policies;
