package dev.assay.lint;

/** A JmesPath call. @param events whether it reads boot events. @param query what of its query is literal */
record QueryUse(Spot spot, boolean events, EventQuery query) {}
