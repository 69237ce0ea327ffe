package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.persistence.TpmDeniedKeyRows;
import dev.assay.persistence.TpmDeniedKeyRows.Denied;
import dev.assay.service.TpmAuthorityAnswer.DeniedKey;
import dev.assay.service.TpmAuthorityAnswer.Denying;
import dev.assay.service.TpmRefused.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** TP-10: shows and replaces the list of keys a tenant refuses whoever certified them, for its administrators. */
final class TpmDeniedKeyDesk {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String ALONE = "fourEyes: is on for this tenant, and a key cannot be allowed again by one"
            + " person. Propose to set fourEyes to false, allow the key, and set it to true again.";

    private final TpmDoor door;
    private final TpmDeniedKeyRows rows;

    TpmDeniedKeyDesk(StoredTenants directory, TpmDeniedKeyRows rows, Supplier<Instant> clock) {
        this.door = new TpmDoor(directory, clock);
        this.rows = rows;
    }

    TpmAuthorityAnswer list(TpmDeskCall call) {
        return door.<TpmAuthorityAnswer>reading(call, refused -> refused,
                tenant -> answer(rows.list(tenant.id())));
    }

    private static TpmAuthorityAnswer answer(List<Denied> keys) {
        return new Denying(keys.stream()
                .map(key -> new DeniedKey(key.sha256().toHex(), key.subject(), key.issuer(), key.at())).toList());
    }

    /** The same again changes nothing. */
    TpmAuthorityAnswer replace(TpmDeskCall call, List<String> keys) {
        return door.<TpmAuthorityAnswer>writing(call, refused -> refused, tenant -> {
            if (keys.size() > TpmDeniedKeyRows.MOST)
                return bad("keys: are more than " + TpmDeniedKeyRows.MOST + ".");
            if (!keys.stream().allMatch(key -> DIGEST.matcher(key).matches()))
                return bad("keys: has one that is not the SHA-256 of a key, 64 hexadecimal digits in lower case.");
            Set<Bytes> wanted = keys.stream().map(Bytes::hex).collect(Collectors.toSet());
            // why: whom to trust again is not one person's word there; to trust less is.
            return rows.replace(tenant.id(), wanted, !tenant.settings().fourEyes(), door.change(call))
                    .map(TpmDeniedKeyDesk::answer)
                    .orElseGet(() -> new TpmRefused(Kind.CONFLICT, "second-person-needed", ALONE));
        });
    }

    private static TpmRefused bad(String detail) {
        return new TpmRefused(Kind.BAD_VALUE, "value-not-possible", detail);
    }
}
