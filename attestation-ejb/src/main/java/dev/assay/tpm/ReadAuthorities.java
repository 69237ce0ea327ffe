package dev.assay.tpm;

import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.CollateralDocument;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tenants' statements, each document read once: what was read is kept by the document's digest, those used last, up to
 * 64 MiB of documents. Says nothing but what the octets say, so tenants may share it. For any number of threads.
 */
final class ReadAuthorities {
    private static final long MOST_OCTETS = 64L << 20;

    /** In the order of their use; guarded by this. */
    private final Map<Bytes, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    private record Kept(TpmAuthorities statement, int octets) {}

    /** @throws MalformedException as {@link TpmAuthorities#read}; nothing is kept then */
    TpmAuthorities read(CollateralDocument document) {
        Kept found = find(document.digest());
        if (found != null)
            return found.statement();
        TpmAuthorities statement = TpmAuthorities.read(document.content());
        keep(document.digest(), new Kept(statement, document.content().length()));
        return statement;
    }

    private synchronized Kept find(Bytes digest) {
        return kept.get(digest);
    }

    private synchronized void keep(Bytes digest, Kept fresh) {
        if (kept.put(digest, fresh) == null)
            octets += fresh.octets();
        var eldest = kept.values().iterator();
        while (octets > MOST_OCTETS && kept.size() > 1) {
            octets -= eldest.next().octets();
            eldest.remove();
        }
    }
}
