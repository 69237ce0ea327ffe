/**
 * One command's server side: settings, the data folder, PostgreSQL, migrations, the server's certificate, the demo's
 * emulated platform, Payara Micro, and the orderly end of all of them.
 *
 * <p>Spec: Payara Micro 6.2025.10 (Jakarta EE 10), PostgreSQL 17, RFC 5280 for the certificates, MicroProfile Config
 * 3.1 for how a setting's property and environment names map.
 *
 * <p>Invariant: what this process starts it also stops, in reverse order, and nothing else; a setting that does not
 * work is one sentence that names it. Deliberately absent: anything of the verifier. The web archive gets its values
 * as system properties and knows nothing of this package.
 */
package dev.assay.launcher;
