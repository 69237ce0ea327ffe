/**
 * What happened when a policy was evaluated, rule by rule, for people (maa-policy §4–§6): which claims met a condition,
 * and where none did, the nearest ones and the comparison they failed.
 *
 * <p>Invariant: bounded, whatever policy and claims are: so many rules, claims and characters, the rest as counts. Values
 * here are for reading; shortened ones are marked. Deliberately absent: evidence, and any say in the decision. The records
 * know claims only; {@code PolicyEngine.explain} makes them.
 */
package dev.assay.policy.trace;
