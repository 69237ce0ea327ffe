package dev.assay.approval;

import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a change is about; it decides who may propose it and who may decide. */
public enum Matter {
    POLICY(false, Role.POLICY_ADMINISTRATOR, Role.ATTESTATION_CONTRIBUTOR),
    KEYS(false, Role.KEY_ADMINISTRATOR),
    SETTINGS(true, Role.TENANT_ADMINISTRATOR),
    /** The platform's alone. */
    ANCHOR_SET(true);

    private final boolean platforms;
    private final Role[] roles;

    Matter(boolean platforms, Role... roles) {
        this.platforms = platforms;
        this.roles = roles;
    }

    /** Lower case with hyphens, as in tables and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Matter> named(String word) {
        return Arrays.stream(values()).filter(matter -> matter.word().equals(word)).findFirst();
    }

    /** Whether the caller has the role such a change of this tenant takes: to propose it as to decide about it. */
    public boolean openTo(Caller caller, String tenant) {
        return caller.may(tenant, roles) || platforms && caller.platformAdministrator();
    }

    /** Whether the caller may see such a proposal; a platform administrator sees nothing of policies and keys. */
    public boolean shownTo(Caller caller, String tenant) {
        return openTo(caller, tenant) || caller.may(tenant, Role.TENANT_ADMINISTRATOR, Role.AUDITOR);
    }

    /** The roles in words, any one of which does. */
    public String roleWords() {
        String own = Arrays.stream(roles).map(Role::word).reduce((one, other) -> one + " or " + other).orElse("");
        String platform = Role.PLATFORM_ADMINISTRATOR.word();
        return !platforms ? own : own.isEmpty() ? platform : own + " or " + platform;
    }
}
