package dev.assay.service;

import java.util.List;

/** What became of a call about a tenant's signing keys. */
public sealed interface KeyAnswer {
    /** The keys not yet destroyed as they are now, the active one first. */
    record Shown(List<KeyView> keys) implements KeyAnswer {
        public Shown {
            keys = List.copyOf(keys);
        }
    }

    /** @param pem a PKCS#10 request (RFC 2986, RFC 7468) */
    record Requested(String pem) implements KeyAnswer {}

    /** Four eyes: nothing is changed before another person approves. */
    record Waits(ProposalView proposal) implements KeyAnswer {}

    /** @param code stable. @param detail one sentence for the caller */
    record Refused(Kind kind, String code, String detail) implements KeyAnswer {}

    /** The database cannot be asked, or the custody of keys is out (KM-07). */
    record Unavailable(Lack lack) implements KeyAnswer {}

    /** What a refusal is about. */
    enum Kind {
        BAD_VALUE,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT
    }

    /** What is out. */
    enum Lack {
        STORE,
        CUSTODY
    }
}
