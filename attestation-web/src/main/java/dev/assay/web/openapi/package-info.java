/**
 * The description of the API (OpenAPI 3.1) at {@code /openapi}, and the same for people at {@code /openapi/}.
 *
 * <p>It is put together from the chapters in {@code WEB-INF/openapi}, JSON files read in the order of their names. To
 * describe a route, write it into a chapter, or write a new one: {@code tag} is the chapter's heading, and
 * {@code paths}, {@code schemas}, {@code parameters}, {@code responses}, {@code examples}, {@code headers} and
 * {@code codes} are added to the other chapters'. What differs from plain OpenAPI:
 *
 * <ul>
 * <li>a path is spelled as in docs/routes.md; {@code /t/{tenant}} becomes a choice of servers, and {@code {tenant}} of
 * another path needs no parameter of its own;
 * <li>{@code roles} is the row's last column; security and the gate's answers follow from it;
 * <li>{@code errors} lists the codes that this route alone answers with; those of every route of its plane are added,
 * and each code's status and meaning come from {@code codes};
 * <li>a description may be an array: its strings are joined by spaces, an empty one starts a paragraph;
 * <li>the curl example is made from the examples of parameters and body; {@code curlBody} stands in for a large body.
 * </ul>
 *
 * <p>Invariant: each route of docs/routes.md is described once, with its roles, and nothing else is
 * ({@code OpenApiTest}).
 *
 * <p>Deliberately absent: scanning of the resources, which read their bodies by hand and so say nothing of them.
 */
package dev.assay.web.openapi;
