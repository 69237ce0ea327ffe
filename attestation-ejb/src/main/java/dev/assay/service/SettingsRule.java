package dev.assay.service;

import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantAnswer.Refused;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TokenSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Which settings may be, and what a patch makes of those there are. */
final class SettingsRule {
    private static final Pattern AUDIENCE = Pattern.compile("[\\x21-\\x7e]{1,256}");

    private SettingsRule() {}

    static Optional<Refused> refuse(TenantPatch patch) {
        if (patch.baseline().filter(name -> !StoredTenants.knowsBaseline(name)).isPresent())
            return bad("baseline-unknown", "baseline: is strict or azure.");
        if (outside(patch.requestsPerSecond().orElse(OptionalInt.empty()), 1, 1_000_000))
            return bad("out-of-bounds", "quotas.requestsPerSecond: is 1 to 1000000, or null.");
        if (outside(patch.bodyBytes(), 16_384, 1 << 20))
            return bad("out-of-bounds", "quotas.bodyBytes: is 16384 to 1048576.");
        if (outside(patch.policyVersions(), 1, 100_000))
            return bad("out-of-bounds", "quotas.policyVersions: is 1 to 100000.");
        return refuse(patch.token());
    }

    private static Optional<Refused> refuse(TokenPatch patch) {
        if (patch.algorithm().filter(name -> algorithm(name).isEmpty()).isPresent())
            return bad("algorithm-unknown", "token.algorithm: is RS256, PS256 or ES256.");
        if (patch.lifetime().flatMap(inner -> inner).filter(it -> outside(it.toSeconds(), 60, 28_800)).isPresent())
            return bad("out-of-bounds", "token.lifetimeSeconds: is 60 to 28800, or null.");
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
        return patch.audience().map(lifetime::withAudience).orElse(lifetime);
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
        Quotas quotas = new Quotas(patch.requestsPerSecond().orElse(now.quotas().requestsPerSecond()),
                patch.bodyBytes().orElse(now.quotas().bodyBytes()),
                patch.policyVersions().orElse(now.quotas().policyVersions()));
        return new TenantSettings(now.trustModel(), patch.baseline().orElse(now.baseline()), now.anchorSet(),
                now.authenticated(), apply(now.token(), patch.token()), quotas, now.fourEyes());
    }

    private static boolean outside(OptionalInt value, int from, int to) {
        return value.isPresent() && outside(value.getAsInt(), from, to);
    }

    private static boolean outside(long value, int from, int to) {
        return value < from || value > to;
    }

    private static Optional<Refused> bad(String code, String detail) {
        return Optional.of(new Refused(Kind.BAD_VALUE, code, detail));
    }
}
