package dev.assay.evidence;

/** A numbered step of a checklist in security-requirements: {@code A.11a} and its title. */
public record Step(String id, String title) {}
