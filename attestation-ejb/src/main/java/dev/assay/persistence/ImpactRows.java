package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Runs of a replay, so that any node can tell how far one is. A run is its node's while it is written to at least every
 * 30 s; one that is not is shown, and then stored, as interrupted.
 */
public final class ImpactRows {
    private static final String RUNNING = "running";
    private static final String INTERRUPTED = "interrupted";
    private static final int KEPT = 100;

    private final TenantWork work;

    public ImpactRows(DataSource source) {
        this.work = new TenantWork(source);
    }

    /** Which run. */
    public record Key(UUID tenant, UUID id) {}

    /** A run about to be. @param request what was asked, JSON. @param result so far, JSON */
    public record Start(Key key, AttestationType type, String node, String request, String result, Who who) {}

    /** @param subject of the caller's bearer token. @param issuer of it */
    public record Who(String subject, String issuer, String traceId, Instant at) {}

    /** How far a run is. */
    public record Progress(long total, long progress, String result) {}

    /** A run as stored. @param state running, done, time, cancelled or interrupted */
    public record Run(UUID id, String state, Progress progress, String request, Instant started,
            Optional<Instant> ended) {}

    /** Stores a run with the record of it; false where one of the tenant's runs already. */
    public boolean start(Start start) {
        return work.in(start.key().tenant(), "a replay could not be begun", connection -> {
            UUID tenant = start.key().tenant();
            TenantWork.change(connection, """
                    UPDATE assay.policy_impact SET state = 'interrupted', ended_at = clock_timestamp()
                    WHERE tenant_id = ? AND state = 'running'
                      AND seen_at < clock_timestamp() - interval '30 seconds'""", tenant);
            TenantWork.change(connection, """
                    DELETE FROM assay.policy_impact WHERE tenant_id = ? AND state <> 'running' AND impact_id IN
                        (SELECT impact_id FROM assay.policy_impact WHERE tenant_id = ?
                         ORDER BY started_at DESC OFFSET ?)""", tenant, tenant, KEPT - 1);
            return insert(connection, start);
        });
    }

    private static boolean insert(Connection connection, Start start) throws SQLException {
        Who who = start.who();
        Timestamp at = Timestamp.from(who.at());
        int made = TenantWork.change(connection, """
                INSERT INTO assay.policy_impact (tenant_id, impact_id, attestation_type, state, node, request, result,
                    started_at) VALUES (?, ?, ?, 'running', ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                start.key().tenant(), start.key().id(), start.type().wireName(), start.node(), start.request(),
                start.result(), at);
        return made == 1 && TenantWork.change(connection, """
                INSERT INTO assay.policy_impact_event (tenant_id, impact_id, attestation_type, request, subject, issuer,
                    trace_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", start.key().tenant(),
                start.key().id(), start.type().wireName(), start.request(), who.subject(), who.issuer(),
                who.traceId(), at) == 1;
    }

    /** Says how far it is; false where it is over: another node took it for interrupted, or the tenant is gone. */
    public boolean report(Key key, Progress now) {
        return write(key, RUNNING, now);
    }

    /** Ends a run. @param state done, time, cancelled or interrupted */
    public boolean end(Key key, String state, Progress last) {
        return write(key, state, last);
    }

    private boolean write(Key key, String state, Progress now) {
        return work.in(key.tenant(), "a replay's progress could not be stored", connection -> TenantWork.change(
                connection,
                """
                        UPDATE assay.policy_impact SET state = ?, total = ?, progress = ?, result = ?,
                            seen_at = clock_timestamp(),
                            ended_at = CASE WHEN ? THEN NULL ELSE greatest(clock_timestamp(), started_at) END
                        WHERE tenant_id = ? AND impact_id = ? AND state = 'running'""", state, now.total(),
                now.progress(), now.result(), state.equals(RUNNING), key.tenant(), key.id()) == 1);
    }

    /** Empty where there is none of that id and type, or no longer. */
    public Optional<Run> read(Key key, AttestationType type) {
        return work.in(key.tenant(), "a replay could not be read", connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    SELECT *, state = 'running' AND seen_at < clock_timestamp() - interval '30 seconds' AS lost
                    FROM assay.policy_impact WHERE tenant_id = ? AND impact_id = ? AND attestation_type = ?""")) {
                TenantWork.bind(query, key.tenant(), key.id(), type.wireName());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(run(row)) : Optional.empty();
                }
            }
        });
    }

    private static Run run(ResultSet row) throws SQLException {
        boolean lost = row.getBoolean("lost");
        Optional<Instant> ended = Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant);
        return new Run(row.getObject("impact_id", UUID.class), lost ? INTERRUPTED : row.getString("state"),
                new Progress(row.getLong("total"), row.getLong("progress"), row.getString("result")),
                row.getString("request"), row.getTimestamp("started_at").toInstant(),
                lost ? Optional.of(row.getTimestamp("seen_at").toInstant()) : ended);
    }
}
