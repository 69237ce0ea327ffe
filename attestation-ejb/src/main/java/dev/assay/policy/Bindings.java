package dev.assay.policy;

import dev.assay.claims.Claim;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule's identifiers stand for while an expression is computed: one claim each, and behind it their whole sets
 * (maa-policy §4.1).
 *
 * @param one the claim an identifier stands for in this turn
 * @param whole an expression's values over all claims its identifiers stand for, in any turn
 */
record Bindings(Function<String, Claim> one, Function<Expression, List<Derived>> whole) {}
