package dev.assay.service;

import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantAnswer.Refused;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TrustModel;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TokenSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Which settings may be, and what a patch makes of those there are. */
final class SettingsRule {
    /** maa-tokens §2. */
    private static final long YEAR = 31_536_000;
    private static final long MOST_EVIDENCE = 1L << 50;
    private static final int MOST_DEVICES = 10_000_000;
    private static final Pattern AUDIENCE = Pattern.compile("[\\x21-\\x7e]{1,256}");

    private SettingsRule() {}

    static Optional<Refused> refuse(TenantPatch patch) {
        if (patch.baseline().filter(name -> !StoredTenants.knowsBaseline(name)).isPresent())
            return bad("baseline-unknown", "baseline: is strict or azure.");
        if (outside(patch.keepEvidenceDays().orElse(OptionalInt.empty()), 1, 365))
            return bad("out-of-bounds", "keepEvidence.days: is 1 to 365, or null.");
        return refuse(patch.quotas()).or(() -> refuse(patch.token())).or(() -> refuse(patch.guard()));
    }

    private static Optional<Refused> refuse(QuotaPatch patch) {
        if (outside(patch.requestsPerSecond().orElse(OptionalInt.empty()), 1, 1_000_000))
            return bad("out-of-bounds", "quotas.requestsPerSecond: is 1 to 1000000, or null.");
        if (outside(patch.bodyBytes(), 16_384, 1 << 20))
            return bad("out-of-bounds", "quotas.bodyBytes: is 16384 to 1048576.");
        if (outside(patch.policyVersions(), 1, 100_000))
            return bad("out-of-bounds", "quotas.policyVersions: is 1 to 100000.");
        if (outside(patch.policyBytes(), 4_096, 1 << 20))
            return bad("out-of-bounds", "quotas.policyBytes: is 4096 to 1048576.");
        OptionalLong evidence = patch.storedEvidenceBytes().orElse(OptionalLong.empty());
        if (evidence.isPresent() && outside(evidence.getAsLong(), 0, MOST_EVIDENCE))
            return bad("out-of-bounds", "quotas.storedEvidenceBytes: is 0 to 1125899906842624, or null.");
        if (outside(patch.tpmDevices(), 0, MOST_DEVICES))
            return bad("out-of-bounds", "quotas.tpmDevices: is 0 to 10000000.");
        return Optional.empty();
    }

    private static Optional<Refused> refuse(GuardPatch patch) {
        boolean known = patch.authenticatedTypes().stream().flatMap(List::stream)
                .allMatch(name -> AuthenticatedTypes.named(name).isPresent());
        return known
                ? Optional.empty()
                : bad("type-unknown", "authenticatedTypes: names a type that is none of "
                        + String.join(", ", AuthenticatedTypes.known()) + ".");
    }

    private static Optional<Refused> refuse(TokenPatch patch) {
        if (patch.algorithm().filter(name -> algorithm(name).isEmpty()).isPresent())
            return bad("algorithm-unknown", "token.algorithm: is RS256, PS256 or ES256.");
        if (patch.lifetime().flatMap(inner -> inner).filter(it -> outside(it.toSeconds(), 60, 28_800)).isPresent())
            return bad("out-of-bounds", "token.lifetimeSeconds: is 60 to 28800, or null.");
        if (patch.tpmLifetime().flatMap(inner -> inner).filter(it -> outside(it.toSeconds(), 60, YEAR)).isPresent())
            return bad("out-of-bounds", "token.tpmLifetimeSeconds: is 60 to 31536000, or null.");
        if (patch.audience().flatMap(inner -> inner).filter(it -> !AUDIENCE.matcher(it).matches()).isPresent())
            return bad("out-of-bounds",
                    "token.audience: has 1 to 256 printable ASCII characters and no space, or is null.");
        return Optional.empty();
    }

    private static Optional<SigningAlgorithm> algorithm(String name) {
        return Arrays.stream(SigningAlgorithm.values()).filter(algorithm -> algorithm.name().equals(name)).findFirst();
    }

    private static TokenSettings apply(TokenSettings now, TokenPatch patch) {
        TokenSettings algorithm = patch.algorithm().flatMap(SettingsRule::algorithm).map(now::withAlgorithm)
                .orElse(now);
        TokenSettings lifetime = patch.lifetime().map(algorithm::withLifetime).orElse(algorithm);
        TokenSettings tpm = patch.tpmLifetime().map(changed -> changed.orElse(TokenSettings.TPM_LIFETIME))
                .map(lifetime::withTpmLifetime).orElse(lifetime);
        return patch.audience().map(tpm::withAudience).orElse(tpm);
    }

    static TenantLife.Next change(TenantRecord now, TenantPatch patch) {
        if (now.deleted()) {
            return new TenantLife.Next.Not(new Refused(Kind.CONFLICT, "tenant-deleted",
                    "The tenant is deleted; resume it first."));
        }
        return new TenantLife.Next.Becomes(new TenantRecord(now.id(), now.name(), now.managed(), now.state(),
                apply(now.settings(), patch), now.version(), now.dates()));
    }

    static TenantSettings apply(TenantSettings now, TenantPatch patch) {
        GuardPatch guard = patch.guard();
        return new TenantSettings(now.trustModel(), patch.baseline().orElse(now.baseline()),
                patch.anchorSet().orElse(now.anchorSet()),
                guard.authenticatedTypes().map(SettingsRule::types).orElse(now.authenticated()),
                apply(now.token(), patch.token()), apply(now.quotas(), patch.quotas()),
                guard.fourEyes().orElse(now.fourEyes()), patch.keepEvidenceDays().orElse(now.keepEvidenceDays()));
    }

    private static Quotas apply(Quotas now, QuotaPatch patch) {
        return new Quotas(patch.requestsPerSecond().orElse(now.requestsPerSecond()),
                patch.bodyBytes().orElse(now.bodyBytes()), patch.policyVersions().orElse(now.policyVersions()),
                patch.policyBytes().orElse(now.policyBytes()),
                patch.storedEvidenceBytes().orElse(now.storedEvidenceBytes()),
                patch.tpmDevices().orElse(now.tpmDevices()));
    }

    private static AuthenticatedTypes types(List<String> names) {
        return AuthenticatedTypes
                .of(names.stream().map(AuthenticatedTypes::named).flatMap(Optional::stream).distinct().toList());
    }

    /** What a wish makes, before anything of it is changed. */
    static TenantSettings made(TenantWish wish) {
        TenantSettings usual = TenantSettings.USUAL;
        return apply(new TenantSettings(wish.isolated() ? TrustModel.ISOLATED : TrustModel.AAD, usual.baseline(),
                usual.anchorSet(), usual.authenticated(), usual.token(), usual.quotas(), usual.fourEyes(),
                usual.keepEvidenceDays()),
                wish.settings());
    }

    private static boolean outside(OptionalInt value, int from, int to) {
        return value.isPresent() && outside(value.getAsInt(), from, to);
    }

    private static boolean outside(long value, long from, long to) {
        return value < from || value > to;
    }

    private static Optional<Refused> bad(String code, String detail) {
        return Optional.of(new Refused(Kind.BAD_VALUE, code, detail));
    }
}
