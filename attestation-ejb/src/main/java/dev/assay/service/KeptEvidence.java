package dev.assay.service;

import dev.assay.persistence.EvidenceArchive;

/** What is kept of appraisals, and what is done with it. @param queue on its way there */
record KeptEvidence(EvidenceArchive archive, EvidenceQueue queue, ImpactDesk desk) {}
