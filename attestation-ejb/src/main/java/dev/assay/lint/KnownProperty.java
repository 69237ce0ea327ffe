package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import java.util.function.Predicate;

/**
 * A configuration property (maa-policy §8).
 *
 * @param values as a sentence names them
 * @param inIssuance whether issuancerules can still set it; the others are asked for before any rule of theirs runs
 */
record KnownProperty(String name, String values, Predicate<ClaimValue> takes, boolean inIssuance) {}
