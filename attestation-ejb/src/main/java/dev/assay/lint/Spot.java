package dev.assay.lint;

import dev.assay.policy.Position;

/** A place warnings can be about. @param path as in {@code authorizationrules > rule 1 > action} */
record Spot(String path, Position at) {}
