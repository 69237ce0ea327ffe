package dev.assay.service;

import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.dcap.CollateralReader;
import dev.assay.policy.PolicyEngine;
import dev.assay.token.TokenIssuer;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the core from its constructors; the core itself knows no container. */
@Dependent
public class CoreProducer {
    // why @Singleton, not a normal scope: final classes and package-private methods have no client proxy.
    @Produces
    @Singleton
    House house() {
        return new House();
    }

    @Produces
    @Singleton
    CollateralReader collateralReader() {
        return new CollateralReader();
    }

    @Produces
    @Singleton
    Appraiser appraiser(CollateralReader reader) {
        return new Appraiser(Schemes.all(reader), new PolicyEngine());
    }

    @Produces
    @Singleton
    TokenIssuer tokenIssuer() {
        return new TokenIssuer();
    }
}
