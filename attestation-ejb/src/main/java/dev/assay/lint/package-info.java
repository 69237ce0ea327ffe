/**
 * The linter of policies: what a text that may well parse is unlikely to mean. {@link dev.assay.lint.Lint#check} parses,
 * follows the rules once from top to bottom with the kinds of claims that can be there ({@link dev.assay.lint.Shape}), and
 * puts what it read ({@link dev.assay.lint.Reading}) before a list of {@link dev.assay.lint.Check}s. The claims each kind
 * of evidence has are in {@link dev.assay.lint.Vocabularies} (maa-policy §9, maa-tokens §4 to §8, maa-tpm §4, §5).
 *
 * <p>Invariants: a warning that a rule never matches is given only where no claim set this service can make for the kind
 * of evidence matches it; what is not known counts as possible. The work is bounded: beyond a number of comparisons, or of
 * warnings, checking ends and says so. Pure; sees the policy language and claims, and nothing else.
 *
 * <p>Deliberately absent: evaluation of anything, since the linter has no evidence; changes to a text; anything about
 * signatures and trust models, which are no property of the text.
 */
package dev.assay.lint;
