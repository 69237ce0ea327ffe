package dev.assay.service;

import dev.assay.evidence.Reason;
import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.Tenant;
import dev.assay.token.PreparedPolicy;
import dev.assay.token.SigningException;
import dev.assay.token.TokenIssuer;
import dev.assay.token.TokenTerms;
import jakarta.ejb.EJBException;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;

/** Signs what is answered to management calls with the tenant's key, good for an hour (maa-api §3.2). */
final class AnswerSigner {
    private static final System.Logger LOG = System.getLogger(AnswerSigner.class.getName());

    private final TenantKeys keys;
    private final TokenIssuer issuer;
    private final Supplier<Instant> clock;

    AnswerSigner(TenantKeys keys, TokenIssuer issuer, Supplier<Instant> clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @throws PolicyRefusal where the tenant's key cannot be had */
    Open open(Tenant tenant) {
        Instant at = clock.get();
        try {
            return new Open(tenant, keys.active(tenant, at.plus(TokenTerms.ANSWER)), at);
        } catch (KeyUnavailableException | EJBException | StoreException failed) {
            LOG.log(System.Logger.Level.ERROR, "signing key of {0}: {1}", tenant.name(), failed.getMessage());
            throw unavailable("The service cannot use the tenant's signing key now. Nothing was changed.");
        }
    }

    /** Reads what this signed before. @throws PolicyRefusal where the tenant's keys cannot be had */
    PreparedPolicy prepared(Tenant tenant) {
        try {
            return new PreparedPolicy(tenant.issuer(), keys.published(tenant), clock.get());
        } catch (KeyUnavailableException | EJBException | StoreException failed) {
            LOG.log(System.Logger.Level.ERROR, "signing keys of {0}: {1}", tenant.name(), failed.getMessage());
            throw unavailable("The service cannot use the tenant's signing keys now. Nothing was changed.");
        }
    }

    private static PolicyRefusal unavailable(String detail) {
        return new PolicyRefusal(new PolicyAnswer.Unavailable(Reason.SIGNING_UNAVAILABLE, detail));
    }

    /** A key at hand. */
    final class Open {
        private final Tenant tenant;
        private final SigningKey key;
        private final Instant at;

        private Open(Tenant tenant, SigningKey key, Instant at) {
            this.tenant = tenant;
            this.key = key;
            this.at = at;
        }

        /** @throws PolicyRefusal where the key fails after all */
        PolicyAnswer sign(JsonObject claims) {
            try {
                return new PolicyAnswer.Signed(issuer.sign(issuer.prepareAnswer(claims, tenant.issuer(), at), key));
            } catch (SigningException failed) {
                LOG.log(System.Logger.Level.ERROR, "answer not signed for {0}: {1}", tenant.name(),
                        failed.getMessage());
                throw unavailable("The service cannot sign its answer now. A change that was sent is in force; sending"
                        + " it again changes nothing.");
            }
        }
    }
}
