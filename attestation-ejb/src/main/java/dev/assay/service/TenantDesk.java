package dev.assay.service;

import dev.assay.persistence.TenantStore;
import dev.assay.pki.PolicyCertificate;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TokenSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows stored tenants as they are in force, and tells the time. */
final class TenantDesk {
    private final String baseUrl;
    private final Map<String, Tenant> configured;
    private final Supplier<Instant> clock;

    TenantDesk(String baseUrl, StoredTenants directory, Supplier<Instant> clock) {
        this.baseUrl = baseUrl;
        this.configured = directory.all().stream().collect(Collectors.toMap(Tenant::name, Function.identity()));
        this.clock = clock;
    }

    /** To the microsecond, as the database keeps it. */
    Instant now() {
        return clock.get().truncatedTo(ChronoUnit.MICROS);
    }

    String attestUri(String name) {
        return Tenant.issuerOf(baseUrl, name);
    }

    TenantAnswer.Line line(TenantStore.Listed row) {
        return new TenantAnswer.Line(row.name(), Tenant.issuerOf(baseUrl, row.name()), row.state().word(),
                row.created());
    }

    /** @param certificates of an isolated tenant */
    TenantView view(TenantRecord row, List<PolicyCertificate> certificates) {
        Quotas quotas = row.settings().quotas();
        TenantRecord.Dates dates = row.dates();
        return new TenantView(row.name(), Tenant.issuerOf(baseUrl, row.name()), row.state().word(),
                configured.containsKey(row.name()), choices(row.name(), row.settings(), certificates),
                new TenantView.Limits(quotas.requestsPerSecond(), quotas.bodyBytes(), quotas.policyVersions(),
                        quotas.policyBytes(), quotas.storedEvidenceBytes(), quotas.tpmDevices()),
                row.version(), new TenantView.Dates(dates.created(), dates.changed(), dates.deleted(),
                        dates.shredAfter(), dates.shredded()));
    }

    /** Configuration wins, here as where it counts. */
    private TenantView.Choices choices(String name, TenantSettings settings, List<PolicyCertificate> certificates) {
        Tenant plan = configured.get(name);
        return new TenantView.Choices(settings.trustModel().wireName(),
                plan == null ? settings.baseline() : plan.baseline().name(),
                plan == null ? settings.anchorSet() : plan.anchors().name(), token(settings.token()),
                new TenantView.Guard(List.copyOf(settings.authenticated().sorted()), settings.fourEyes(),
                        certificates.stream().map(TenantDesk::signer).toList()),
                settings.keepEvidenceDays());
    }

    private static TenantView.Signer signer(PolicyCertificate certificate) {
        return new TenantView.Signer(certificate.sha256().toHex(), certificate.subject(), certificate.notAfter());
    }

    private static TenantView.Token token(TokenSettings token) {
        return new TenantView.Token(token.algorithm().name(), token.lifetime(), token.audience(),
                token.tpmLifetime());
    }
}
