package dev.assay.service;

import java.util.List;
import java.util.Optional;

/** What became of a call to Azure Resource Manager's interface. */
public sealed interface ProviderAnswer {
    /** Made by this request, or by the same one at the same time. */
    record Made(ProviderView provider) implements ProviderAnswer {}

    /** As it is now. */
    record Shown(ProviderView provider) implements ProviderAnswer {}

    /** @param next name to go on after, where there are more */
    record Listed(List<ProviderView> providers, Optional<String> next) implements ProviderAnswer {}

    /** @param existed whether there was one to delete */
    record Deleted(boolean existed) implements ProviderAnswer {}

    /** As the management of tenants refuses. */
    record Refused(TenantAnswer.Kind kind, String detail) implements ProviderAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements ProviderAnswer {}
}
