package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.TrustAnchor;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.pki.Certificate;
import dev.assay.pki.PemCertificates;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.evidence.BaselineDocument;
import dev.assay.tenant.Tenant;
import dev.assay.vendor.OidcRoute;
import dev.assay.vendor.PcsClient;
import dev.assay.vendor.PcsLocation;
import dev.assay.vendor.Route;
import dev.assay.vendor.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Reads an {@link Installation} from settings; a setting that does not hold is refused by name, in one sentence. */
final class Settings {
    private final Function<String, Optional<String>> lookup;

    /** @param lookup a setting's text by its name */
    Settings(Function<String, Optional<String>> lookup) {
        this.lookup = name -> lookup.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A setting that does not hold. */
    static final class RefusedSetting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedSetting(String name, String problem) {
            super(name + ": " + problem, null, false, false);
        }
    }

    Installation read() {
        List<Installation.TenantPlan> tenants = Arrays.stream(text("assay.tenants").orElse(Tenant.DEFAULT).split(","))
                .map(String::strip).distinct().map(this::tenant).toList();
        Map<String, PcsClient> sources = tenants.stream().map(plan -> plan.anchors().name()).distinct()
                .collect(Collectors.toMap(Function.identity(), this::source));
        return new Installation(text("assay.version").orElse("unknown"), text("assay.node").orElse("node"),
                baseUrl(), Path.of(required("assay.kek.file")), tenants, sources,
                new BoundsReader(lookup).read(), oidc());
    }

    private OidcRoute oidc() {
        String ca = "assay.oidc.trusted-ca";
        String inside = "assay.oidc.private-networks";
        String allowed = text(inside).orElse("false");
        if (!allowed.equals("true") && !allowed.equals("false"))
            throw new RefusedSetting(inside, "is neither true nor false");
        return new OidcRoute(uri("assay.proxy").filter(proxy -> allowed.equals("false")),
                text(ca).map(path -> refusing(ca, () -> TlsTrust.besidePublic(ca, file(ca, path)))),
                allowed.equals("true"));
    }

    private Installation.TenantPlan tenant(String name) {
        if (!Tenant.nameable(name))
            throw new RefusedSetting("assay.tenants", "a name has 3 to 40 of a-z, 0-9 and hyphen");
        String prefix = "assay.tenant." + name;
        return new Installation.TenantPlan(name, Tenant.issuerOf(baseUrl(), name),
                anchors(text(prefix + ".anchor-set").orElse(AnchorSet.VENDORS.name())), baseline(prefix + ".baseline"),
                policies(prefix));
    }

    /** {@code iss} is compared exactly: an absolute http(s) URL without trailing slash. */
    private String baseUrl() {
        String text = required("assay.base.url");
        String scheme = uri("assay.base.url").orElseThrow().getScheme();
        if (text.endsWith("/") || scheme == null || !scheme.startsWith("http"))
            throw new RefusedSetting("assay.base.url", "is not an http or https URL without a trailing slash");
        return text;
    }

    private AnchorSet anchors(String name) {
        if (name.equals(AnchorSet.VENDORS.name()))
            return AnchorSet.VENDORS;
        String setting = "assay.anchor-set." + name + ".root-file";
        return refusing(setting, () -> {
            List<TrustAnchor> anchors = new ArrayList<>();
            for (Certificate root : PemCertificates.read("certificate", file(setting, required(setting)))) {
                anchors.add(new TrustAnchor(TrustAnchor.Family.INTEL_SGX, name + "-" + (anchors.size() + 1),
                        root.spki()));
            }
            if (anchors.isEmpty())
                throw new RefusedSetting(setting, "holds no PEM certificate");
            boolean vendor = anchors.stream().allMatch(anchor -> AnchorSet.VENDORS.trusts(anchor.family(),
                    anchor.spki()));
            return new AnchorSet(name, vendor, anchors);
        });
    }

    private Baseline baseline(String setting) {
        String name = text(setting).orElse("strict");
        return switch (name) {
            case "strict" -> Baseline.STRICT;
            case "azure" -> Baseline.AZURE;
            default -> refusing(setting, () -> BaselineDocument.read(setting, file(setting, name)));
        };
    }

    private Map<AttestationType, Policy> policies(String prefix) {
        Map<AttestationType, Policy> policies = new EnumMap<>(AttestationType.class);
        for (AttestationType type : AttestationType.values()) {
            String setting = prefix + ".policy." + type.wireName();
            text(setting).ifPresent(path -> policies.put(type,
                    refusing(setting, () -> Policy.parse(file(setting, path).asUtf8()))));
        }
        return policies;
    }

    private PcsClient source(String anchorSet) {
        boolean vendors = anchorSet.equals(AnchorSet.VENDORS.name());
        String prefix = vendors ? "assay" : "assay.anchor-set." + anchorSet;
        URI base = uri(prefix + ".pcs.url").map(Settings::withInterface).orElse(PcsLocation.INTEL.base());
        URI rootCrl = uri(prefix + ".root.crl.url").orElse(PcsLocation.INTEL.rootCrl());
        String ca = prefix + ".pcs.ca";
        Optional<SSLContext> tls = text(ca).map(path -> refusing(ca, () -> TlsTrust.of(ca, file(ca, path))));
        return new PcsClient(new PcsLocation(base, rootCrl),
                new Route(loopback(base) ? Optional.empty() : uri("assay.proxy"), tls));
    }

    /** A URL that names only a host means that host's certification interface, version 4. */
    private static URI withInterface(URI uri) {
        boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
        return bare ? uri.resolve(PcsLocation.INTEL.base().getPath()) : uri;
    }

    private static boolean loopback(URI uri) {
        String host = String.valueOf(uri.getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static <T> T refusing(String setting, Supplier<T> read) {
        try {
            return read.get();
        } catch (MalformedException | PolicyParsingException | IllegalArgumentException refused) {
            throw new RefusedSetting(setting, refused.getMessage());
        }
    }

    private static Bytes file(String setting, String path) {
        try {
            return Bytes.copyOf(Files.readAllBytes(Path.of(path)));
        } catch (IOException refused) {
            throw new RefusedSetting(setting, "the file " + path + " cannot be read ("
                    + refused.getClass().getSimpleName() + ")");
        }
    }

    private Optional<URI> uri(String setting) {
        return text(setting).map(text -> refusing(setting, () -> URI.create(text)));
    }

    private String required(String setting) {
        return text(setting).orElseThrow(() -> new RefusedSetting(setting, "is not set"));
    }

    private Optional<String> text(String setting) {
        return lookup.apply(setting);
    }
}
