package dev.assay.measuredboot;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.eventlog.SipaRecord;
import dev.assay.eventlog.SipaType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts Windows measured into registers 12, 13, 19 and 20, and the claims made of them (maa-tpm §4, §8). */
final class WindowsFacts {
    /** Where §8 looks for all facts, and for those of VBS. */
    static final List<Integer> REGISTERS = List.of(12, 13, 19, 20);
    private static final Set<Long> WITHOUT_DETAILS = Set.of(12L, 19L);

    private record Fact(long register, Optional<Boolean> flag) {}

    private final Map<SipaType, List<Fact>> facts = new EnumMap<>(SipaType.class);
    private int steps;

    /** @param events of those registers, every one believed */
    static WindowsFacts of(List<Reading> events) {
        WindowsFacts all = new WindowsFacts();
        events.forEach(one -> WindowsRecords.measured(one.records())
                .forEach(found -> all.add(one.event().pcr(), found)));
        return all;
    }

    int steps() {
        return steps;
    }

    private void add(long register, SipaRecord found) {
        steps++;
        found.type().filter(type -> type.form() == SipaType.Form.FLAG).ifPresent(type -> facts
                .computeIfAbsent(type, first -> new ArrayList<>()).add(new Fact(register, found.flag())));
    }

    /** @param believed whether those registers are all there and what they say they are; if not, no claim is true */
    List<Claim> claims(boolean believed) {
        return List.of(claim("iommuEnabled", believed && only(SipaType.VBS_IOMMU_REQUIRED, true, false)),
                claim("bootDebuggingDisabled", believed && only(SipaType.BOOTDEBUGGING, false, false)),
                claim("notSafeMode", believed && only(SipaType.SAFEMODE, false, true)),
                claim("notWinPE", believed && only(SipaType.WINPE, false, true)),
                claim("vbsEnabled", believed && virtualisation()));
    }

    private static Claim claim(String type, boolean value) {
        return Claim.service(type, ClaimValue.of(value));
    }

    /** A flag that cannot be read is neither. */
    private boolean only(SipaType type, boolean wanted, boolean absent) {
        List<Fact> found = facts.getOrDefault(type, List.of());
        return found.isEmpty() ? absent : found.stream().allMatch(one -> one.flag().equals(Optional.of(wanted)));
    }

    /** Said at least once where §8 looks for it, and denied nowhere. */
    private boolean virtualisation() {
        List<SipaType> both = List.of(SipaType.VBS_VSM_REQUIRED, SipaType.VBS_MANDATORY_ENFORCEMENT);
        boolean said = both.stream().flatMap(type -> facts.getOrDefault(type, List.of()).stream())
                .anyMatch(one -> WITHOUT_DETAILS.contains(one.register()));
        return said && both.stream().allMatch(type -> only(type, true, true));
    }
}
