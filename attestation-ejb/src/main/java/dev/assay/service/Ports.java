package dev.assay.service;

import dev.assay.audit.AuditTrail;
import dev.assay.collateral.CollateralSource;
import dev.assay.tenant.TenantDirectory;

/** What the flow asks of the world. */
record Ports(TenantDirectory tenants, CollateralSource collateral, TenantKeys keys, AuditTrail audit) {}
