/**
 * The console: Faces pages under {@code /admin}, one backing bean each, on the same services as the REST side, so it
 * can do nothing the API cannot. Look, words and settings follow console-design.md §7–§12.
 *
 * <p>Deliberately absent: state in the session, scripts of our own, and any page that changes something (only the
 * choice of theme is posted).
 */
package dev.assay.admin;
