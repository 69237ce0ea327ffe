package dev.assay.service;

/** What is there of bearer tokens and their issuers. */
record IssuerDesk(Identities identities, IssuerAdministration administration) {}
