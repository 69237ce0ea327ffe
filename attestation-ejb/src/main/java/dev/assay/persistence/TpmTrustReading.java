package dev.assay.persistence;

import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whom tenants trust, as one statement each. Authorities and their lists come to 3 MiB, so a statement is kept, and each
 * time it is first asked whether the rows still are those it was made of: what is changed on one node counts in the next
 * request on every node. For any number of threads.
 */
final class TpmTrustReading {
    private static final long MOST_OCTETS = 64L << 20;
    private static final int ENTRY_OCTETS = 1_024;
    /**
     * Of the rows there are now. why xmin: the transaction that wrote a row last, so that no row is changed, deleted or
     * added, by whomever, and the revision stays.
     */
    private static final String REVISION = """
            SELECT concat(
                (SELECT string_agg(concat_ws('/', authority_id, xmin::text, extract(epoch FROM changed_at)), ' '
                    ORDER BY authority_id) FROM assay.tpm_authority WHERE tenant_id = ?), '|',
                (SELECT string_agg(encode(key_sha256, 'hex'), ' ' ORDER BY key_sha256)
                    FROM assay.tpm_denied_key WHERE tenant_id = ?)) AS revision,
                (SELECT string_agg(encode(key_sha256, 'hex'), ' ' ORDER BY key_sha256)
                    FROM assay.tpm_denied_key WHERE tenant_id = ?) AS denied""";

    /** In the order of their use; guarded by this. */
    private final Map<UUID, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    /** A tenant's statement, and of which rows it was made. */
    record Known(String revision, TpmAuthorities statement, CollateralDocument document) {
        private long size() {
            return ENTRY_OCTETS + 2L * document.content().length();
        }
    }

    Known read(Connection connection, UUID tenant) throws SQLException {
        Known kept = kept(tenant);
        if (kept != null && kept.revision().equals(revision(connection, tenant)))
            return kept;
        Known fresh = fresh(connection, tenant);
        keep(tenant, fresh);
        return fresh;
    }

    private static String revision(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(REVISION)) {
            TenantWork.bind(query, tenant, tenant, tenant);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString("revision");
            }
        }
    }

    /** why one statement: what is kept under a revision is what the rows of that very revision say. */
    private static Known fresh(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT r.revision, r.denied, a.* FROM ("
                + REVISION + ") r LEFT JOIN assay.tpm_authority a ON a.tenant_id = ?")) {
            TenantWork.bind(query, tenant, tenant, tenant, tenant);
            try (ResultSet rows = query.executeQuery()) {
                return fresh(rows);
            }
        }
    }

    /** One row at least, of an authority where there is one. */
    private static Known fresh(ResultSet rows) throws SQLException {
        List<Authority> authorities = new ArrayList<>();
        String revision = "";
        Set<Bytes> denied = Set.of();
        while (rows.next()) {
            revision = rows.getString("revision");
            denied = digests(rows.getString("denied"));
            if (rows.getBytes("certificate") != null)
                authorities.add(TpmAuthorityRows.authority(rows));
        }
        TpmAuthorities statement = new TpmAuthorities(authorities, denied);
        return new Known(revision, statement,
                new CollateralDocument(CollateralKey.tpmAuthorities(), statement.document(), Bytes.EMPTY));
    }

    private static Set<Bytes> digests(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(" ")).map(Bytes::hex).collect(Collectors.toCollection(HashSet::new));
    }

    private synchronized Known kept(UUID tenant) {
        return known.get(tenant);
    }

    private synchronized void keep(UUID tenant, Known fresh) {
        Known before = known.put(tenant, fresh);
        octets += fresh.size() - (before == null ? 0 : before.size());
        var eldest = known.values().iterator();
        while (octets > MOST_OCTETS && known.size() > 1) {
            octets -= eldest.next().size();
            eldest.remove();
        }
    }
}
