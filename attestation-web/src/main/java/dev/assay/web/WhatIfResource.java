package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import dev.assay.service.Limits;
import dev.assay.service.WhatIfCall;
import dev.assay.service.WhatIfs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** {@code POST …/appraisals}: an appraisal that is tried and does not count. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/appraisals")
public class WhatIfResource {
    private static final int LIMIT = 1 << 20;

    @Inject
    WhatIfs whatIfs;

    @Inject
    Limits limits;

    @POST
    @Permit({Role.POLICY_ADMINISTRATOR, Role.AUDITOR})
    public Response ask(@PathParam("tenant") String tenant, @Context HttpServletRequest http, InputStream stream)
            throws IOException {
        return Management.answering(() -> {
            Bytes octets = RequestBody.of(http).read(stream, Math.min(LIMIT, limits.attestBody(tenant)));
            WhatIfBody body = WhatIfBody.read(octets);
            return WhatIfAnswers.of(whatIfs.ask(new WhatIfCall(tenant, Gate.caller(http), RateFilter.client(http),
                    Correlation.get(http).traceId(), body.request(), body.terms())), body.request());
        });
    }
}
