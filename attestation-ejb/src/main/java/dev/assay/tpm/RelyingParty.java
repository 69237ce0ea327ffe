package dev.assay.tpm;

import dev.assay.bytes.Base64Url;
import java.util.Optional;

/**
 * For whom a request was made, as its sender says.
 *
 * @param id {@code rp_id}
 * @param data {@code rp_data}: the relying party's own nonce, base64url as sent; an empty one counts as none (EV-09)
 */
public record RelyingParty(Optional<String> id, Optional<String> data) {
    private static final int LONGEST_ID = 2048;
    private static final int LONGEST_DATA = 4096;

    static RelyingParty read(Fields fields) {
        Optional<String> data = fields.text("rp_data", LONGEST_DATA).filter(text -> !text.isEmpty());
        data.ifPresent(text -> Base64Url.decodePadded(fields.path("rp_data"), text));
        return new RelyingParty(fields.text("rp_id", LONGEST_ID), data);
    }
}
