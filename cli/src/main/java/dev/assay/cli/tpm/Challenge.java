package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;

/** Message 2 (maa-tpm §1). @param context for the service alone */
record Challenge(Bytes challenge, String context) {}
