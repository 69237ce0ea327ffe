package dev.assay.web;

import jakarta.json.Json;
import jakarta.ws.rs.core.Response;

/** An answer that is a JSON string and no object, as 2018-09-01-preview gives (maa-api §7). */
record JsonText(int status, String text) {
    Response toResponse() {
        return builder().build();
    }

    Response.ResponseBuilder builder() {
        return Response.status(status).entity(Json.createValue(text).toString())
                .header("Content-Type", "application/json; charset=utf-8").header("Cache-Control", "no-store");
    }
}
