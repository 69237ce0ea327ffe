package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** Challenges that came back, of all nodes: the first to bring one has it (TP-21). Plain JDBC. */
public final class UsedChallenges {
    private static final int ROUNDS = 20;

    private final DataSource source;

    public UsedChallenges(DataSource source) {
        this.source = source;
    }

    /**
     * Uses a challenge up.
     *
     * @param expires from when on it would be refused for its age
     * @return false where it was used before, on whatever node
     * @throws StoreException where the database does not answer; whether it is used then, nobody knows
     */
    public boolean use(UUID tenant, Bytes challenge, Instant expires) {
        return new TenantWork(source).in(tenant, "the challenge could not be marked as used",
                connection -> TenantWork.change(connection,
                        "INSERT INTO assay.used_challenge VALUES (?, ?, ?) ON CONFLICT DO NOTHING", tenant,
                        challenge.sha256().toArray(), Timestamp.from(expires))) == 1;
    }

    /** Forgets those whose time is up, of all tenants, a million at most; how many. */
    public int forget() {
        try (Connection connection = source.getConnection();
                PreparedStatement call = connection.prepareStatement("SELECT assay.forget_used_challenges()")) {
            int gone = 0;
            for (int round = 0; round < ROUNDS; round++) {
                int now = some(call);
                gone += now;
                if (now == 0)
                    break;
            }
            return gone;
        } catch (SQLException failed) {
            throw new StoreException("used challenges could not be forgotten", failed);
        }
    }

    private static int some(PreparedStatement call) throws SQLException {
        try (ResultSet row = call.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
