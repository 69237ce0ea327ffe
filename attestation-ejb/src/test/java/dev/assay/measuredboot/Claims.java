package dev.assay.measuredboot;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import java.util.Set;
import java.util.TreeSet;

/** What a boot claims, for tests that compare. */
final class Claims {
    static final Set<String> ALL = Set.of("secureBootEnabled", "iommuEnabled", "bootDebuggingDisabled", "notSafeMode",
            "notWinPE", "vbsEnabled");
    static final Set<String> OF_WINDOWS = Set.of("iommuEnabled", "bootDebuggingDisabled", "notSafeMode", "notWinPE",
            "vbsEnabled");

    private Claims() {}

    static Set<String> trueOf(MeasuredBoot boot) {
        Set<String> names = new TreeSet<>();
        boot.claims().stream().filter(one -> one.value().equals(ClaimValue.of(true))).map(Claim::type)
                .forEach(names::add);
        return names;
    }

    static Set<String> madeOf(MeasuredBoot boot) {
        Set<String> names = new TreeSet<>();
        boot.claims().stream().map(Claim::type).forEach(names::add);
        return names;
    }
}
