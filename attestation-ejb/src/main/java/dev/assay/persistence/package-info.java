/**
 * PostgreSQL behind the ports: tenants, policies and signing keys by JPA (Hibernate), collateral and audit records by
 * plain JDBC, the former so that the command line can use it without a server.
 *
 * <p>Invariants: every access to a tenant's rows first sets the tenant for its transaction (TE-02); SQL only by
 * parameters (TE-05); no entity leaves this package; audit records go through a data source of their own role. Migrations
 * are not run here.
 */
package dev.assay.persistence;
