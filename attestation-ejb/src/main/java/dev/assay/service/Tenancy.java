package dev.assay.service;

/** What is there of tenants besides the directory the flow asks. */
record Tenancy(StoredTenants directory, TenantAdministration administration, ProviderAdministration providers,
        Fairness fairness, HostNames hosts, Bounds bounds, Approving approving) {}
