package dev.assay.admin;

import dev.assay.service.ServiceStatus;
import dev.assay.service.ServiceStatus.TenantLine;
import dev.assay.service.Status;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Is Assay up, and can it attest? */
@Named
@RequestScoped
public class StatusPage {
    private static final Logger LOG = System.getLogger(StatusPage.class.getName());
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK)
            .withZone(ZoneOffset.UTC);

    @Inject
    Status source;

    private ServiceStatus status;

    @PostConstruct
    void load() {
        load(source::read);
    }

    /** Asks once a request; a service that cannot tell how it stands is shown as such, not as an error page. */
    void load(Supplier<ServiceStatus> reader) {
        try {
            status = reader.get();
        } catch (RuntimeException unreadable) {
            LOG.log(Level.ERROR, "The status page could not read the service's state", unreadable);
        }
    }

    public boolean isReadable() {
        return status != null;
    }

    public ServiceStatus getStatus() {
        return status;
    }

    public Tone getTone() {
        if (!isReadable())
            return Tone.UNKNOWN;
        return status.ready() ? Tone.OK : Tone.WARN;
    }

    /** The page's one sentence. */
    public String getAnswer() {
        return switch (getTone()) {
            case OK -> "Assay is up and can attest.";
            case WARN -> getProblems().size() == 1
                    ? "Assay is up, and one thing needs someone."
                    : "Assay is up, and " + getProblems().size() + " things need someone.";
            case UNKNOWN, DANGER -> "This node answers, but cannot tell how it stands. The cause is in its log.";
        };
    }

    public List<String> getProblems() {
        return isReadable() ? status.problems() : List.of();
    }

    public List<TenantLine> getTenants() {
        return isReadable() ? status.tenants() : List.of();
    }

    public String getSince() {
        return SINCE.format(status.startedAt());
    }

    /** The key of a tenant that can, or cannot, sign. */
    public Tone keyTone(TenantLine tenant) {
        return tenant.signingKeyReady() ? Tone.OK : Tone.DANGER;
    }

    /** A call that works as it is pasted, for the tenant shown first. */
    public String getMetadataCall() {
        return "curl -s " + firstUri() + "/certs";
    }

    public String getAttestCall() {
        return """
                curl -s '%s/attest/SgxEnclave?api-version=2020-10-01' \\
                  -H 'Content-Type: application/json' -d @request.json""".formatted(firstUri());
    }

    private String firstUri() {
        return getTenants().isEmpty() ? "" : getTenants().getFirst().attestUri();
    }
}
