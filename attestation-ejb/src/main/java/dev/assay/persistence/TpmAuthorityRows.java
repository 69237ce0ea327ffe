package dev.assay.persistence;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.tenant.TenantChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Whom tenants trust to certify keys of TPMs; each method one short transaction, each change with the record of it. Plain
 * JDBC in transactions of its own.
 */
public final class TpmAuthorityRows {
    /** How many a tenant may have. */
    public static final int MOST = 64;
    /** Octets of certificates and revocation lists of one tenant together: each attestation reads them. */
    public static final int MOST_OCTETS = 3 << 20;

    private final TenantWork work;

    /** @param facts what a reader wants to know of the certificate and its revocation list */
    public record Stored(UUID id, Authority authority, Facts facts, Added added) {}

    /** @param subject of the certificate. @param crl of the list that is held */
    public record Facts(String subject, Instant notAfter, Optional<CrlDates> crl) {}

    /** Of a revocation list. */
    public record CrlDates(Instant thisUpdate, Instant nextUpdate) {}

    /** @param subject who, by a bearer token of {@code issuer}. @param changed of the last revocation list */
    public record Added(String subject, String issuer, Instant at, Instant changed) {}

    /** What became of an addition. */
    public sealed interface Addition {
        record Made(Stored authority) implements Addition {}

        /** There is one of the same certificate for the same use. */
        record Known(Stored there) implements Addition {}

        /** As many as there may be, or too long together. */
        record Full() implements Addition {}
    }

    /** What became of a revocation list. */
    public enum Renewal {
        MADE,
        /** It is the one that is held. */
        SAME,
        /** CO-03: one that was made later is held. */
        OLDER,
        /** The tenant's would be too long together. */
        FULL,
        NO_AUTHORITY
    }

    public TpmAuthorityRows(DataSource source) {
        this.work = new TenantWork(source);
    }

    /** By use and certificate, so that the same authorities make the same statement. */
    public List<Stored> list(UUID tenant) {
        return work.in(tenant, "authorities could not be read", connection -> list(connection, tenant));
    }

    static List<Stored> list(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT * FROM assay.tpm_authority WHERE tenant_id = ? ORDER BY key_use, certificate_sha256""")) {
            TenantWork.bind(query, tenant);
            try (ResultSet rows = query.executeQuery()) {
                List<Stored> found = new ArrayList<>();
                while (rows.next())
                    found.add(read(rows));
                return found;
            }
        }
    }

    private static Stored read(ResultSet row) throws SQLException {
        Authority authority = authority(row);
        Optional<CrlDates> dates = authority.crl().isEmpty()
                ? Optional.empty()
                : Optional.of(new CrlDates(instant(row, "crl_this_update"), instant(row, "crl_next_update")));
        return new Stored(row.getObject("authority_id", UUID.class), authority,
                new Facts(row.getString("certificate_subject"), instant(row, "not_after"), dates),
                new Added(row.getString("subject"), row.getString("issuer"), instant(row, "created_at"),
                        instant(row, "changed_at")));
    }

    static Authority authority(ResultSet row) throws SQLException {
        return new Authority(use(row.getString("key_use")), row.getBoolean("anchor"),
                Bytes.copyOf(row.getBytes("certificate")),
                Optional.ofNullable(row.getBytes("crl")).map(Bytes::copyOf), row.getBoolean("revocation_required"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** As stored and shown. */
    public static String word(Use use) {
        return switch (use) {
            case ATTESTATION_KEYS -> "aik";
            case ENDORSEMENT_KEYS -> "ek";
        };
    }

    private static Use use(String word) {
        return word.equals("aik") ? Use.ATTESTATION_KEYS : Use.ENDORSEMENT_KEYS;
    }

    public Addition add(UUID tenant, Authority wish, Facts facts, TenantChange by) {
        return work.in(tenant, "an authority could not be stored", connection -> {
            lock(connection, tenant);
            List<Stored> there = list(connection, tenant);
            Optional<Stored> known = there.stream().filter(it -> it.authority().use() == wish.use()
                    && it.authority().certificate().equals(wish.certificate())).findFirst();
            if (known.isPresent())
                return new Addition.Known(known.get());
            if (there.size() >= MOST || octets(there) + length(wish) > MOST_OCTETS)
                return new Addition.Full();
            return new Addition.Made(insert(connection, tenant, wish, facts, by));
        });
    }

    /** One change of a tenant's after the other. */
    private static void lock(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement lock = connection
                .prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "tpm-authority/" + tenant);
            lock.execute();
        }
    }

    private static long octets(List<Stored> authorities) {
        return authorities.stream().mapToLong(it -> length(it.authority())).sum();
    }

    private static int length(Authority authority) {
        return authority.certificate().length() + length(authority.crl());
    }

    private static int length(Optional<Bytes> crl) {
        return crl.map(Bytes::length).orElse(0);
    }

    private static Stored insert(Connection connection, UUID tenant, Authority wish, Facts facts, TenantChange by)
            throws SQLException {
        UUID id = UUID.randomUUID();
        Timestamp at = Timestamp.from(by.at());
        TenantWork.change(connection, """
                INSERT INTO assay.tpm_authority (tenant_id, authority_id, key_use, anchor, certificate,
                    certificate_sha256, certificate_subject, not_after, revocation_required, crl, crl_this_update,
                    crl_next_update, subject, issuer, created_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", tenant, id, word(wish.use()),
                wish.anchor(), wish.certificate().toArray(), wish.certificate().sha256().toArray(), facts.subject(),
                Timestamp.from(facts.notAfter()), wish.revocationRequired(),
                wish.crl().map(Bytes::toArray).orElse(null),
                facts.crl().map(dates -> Timestamp.from(dates.thisUpdate())).orElse(null),
                facts.crl().map(dates -> Timestamp.from(dates.nextUpdate())).orElse(null), by.subject(), by.issuer(),
                at, at);
        record(connection, tenant, id, "added", by);
        return find(list(connection, tenant), id).orElseThrow();
    }

    private static void record(Connection connection, UUID tenant, UUID id, String operation, TenantChange by)
            throws SQLException {
        TenantWork.change(connection, """
                INSERT INTO assay.tpm_authority_event (tenant_id, event_id, authority_id, operation,
                    certificate_sha256, certificate, settings, subject, issuer, trace_id, recorded_at)
                SELECT a.tenant_id, ?, a.authority_id, ?, a.certificate_sha256, a.certificate,
                    jsonb_build_object('use', a.key_use, 'anchor', a.anchor, 'revocationRequired',
                        a.revocation_required, 'crlSha256', encode(sha256(a.crl), 'hex'), 'crlThisUpdate',
                        a.crl_this_update, 'crlNextUpdate', a.crl_next_update), ?, ?, ?, ?
                FROM assay.tpm_authority a WHERE a.tenant_id = ? AND a.authority_id = ?""", UUID.randomUUID(),
                operation, by.subject(), by.issuer(), by.traceId(), Timestamp.from(by.at()), tenant, id);
    }

    /** Stores a list whose signature was verified. */
    public Renewal renew(UUID tenant, UUID id, Bytes crl, CrlDates dates, TenantChange by) {
        return work.in(tenant, "a revocation list could not be stored", connection -> {
            lock(connection, tenant);
            List<Stored> there = list(connection, tenant);
            Optional<Stored> found = find(there, id);
            Renewal judged = found.isEmpty() ? Renewal.NO_AUTHORITY : judge(there, found.get(), crl, dates);
            if (judged == Renewal.MADE) {
                TenantWork.change(connection, """
                        UPDATE assay.tpm_authority SET crl = ?, crl_this_update = ?, crl_next_update = ?,
                            changed_at = ? WHERE tenant_id = ? AND authority_id = ?""", crl.toArray(),
                        Timestamp.from(dates.thisUpdate()), Timestamp.from(dates.nextUpdate()),
                        Timestamp.from(by.at()), tenant, id);
                record(connection, tenant, id, "crl", by);
            }
            return judged;
        });
    }

    private static Renewal judge(List<Stored> all, Stored one, Bytes crl, CrlDates dates) {
        if (one.authority().crl().filter(crl::equals).isPresent())
            return Renewal.SAME;
        if (one.facts().crl().filter(held -> dates.thisUpdate().isBefore(held.thisUpdate())).isPresent())
            return Renewal.OLDER;
        long octets = octets(all) - length(one.authority().crl()) + crl.length();
        return octets > MOST_OCTETS ? Renewal.FULL : Renewal.MADE;
    }

    /** Whether there was one. */
    public boolean delete(UUID tenant, UUID id, TenantChange by) {
        return work.in(tenant, "an authority could not be deleted", connection -> {
            lock(connection, tenant);
            record(connection, tenant, id, "deleted", by);
            return TenantWork.change(connection,
                    "DELETE FROM assay.tpm_authority WHERE tenant_id = ? AND authority_id = ?", tenant, id) == 1;
        });
    }

    /** The one of that id. */
    public static Optional<Stored> find(List<Stored> authorities, UUID id) {
        return authorities.stream().filter(stored -> stored.id().equals(id)).findFirst();
    }
}
