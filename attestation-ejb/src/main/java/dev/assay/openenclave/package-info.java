/**
 * Open Enclave reports: a 16-octet envelope ({@code oe_report_header_t}) around an SGX quote, which package {@code sgx}
 * judges. Its policies are a tenant's own for this type (maa-api §2.3).
 *
 * <p>Deliberately absent: the newer evidence header with a format UUID, until a client sends it; it is refused by name.
 */
package dev.assay.openenclave;
