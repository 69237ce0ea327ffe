/**
 * JSON from hostile hands (RFC 8259): depth, member and number limits, no duplicate member, strict UTF-8; and JSON as
 * tokens carry it: members sorted, ASCII, no white space.
 *
 * <p>Built on Jakarta JSON Processing; knows no document of ours. Limits are DO-03's.
 */
package dev.assay.json;
