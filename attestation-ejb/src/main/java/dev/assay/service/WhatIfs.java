package dev.assay.service;

import dev.assay.audit.AuditUnavailableException;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.evidence.Reason;
import dev.assay.persistence.ArchivedDocument;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.DataSources;
import dev.assay.persistence.PolicyRows;
import dev.assay.persistence.StoreException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Appraisals that are tried and do not count. Decides by the call's caller whether it may be. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WhatIfs {
    private static final System.Logger LOG = System.getLogger(WhatIfs.class.getName());

    @Inject
    House house;

    @Inject
    PolicyRows policies;

    @Inject
    DataSources sources;

    /** Never issues a token, fetches nothing, and changes nothing but the audit's length. */
    @PermitAll
    public WhatIfAnswer ask(WhatIfCall call) {
        try {
            return flow().ask(call);
        } catch (AuditUnavailableException lost) {
            return down(call, "The service cannot write its audit record now.", lost);
        } catch (EJBException | StoreException down) {
            return down(call, "The service cannot read its database now.", down);
        }
    }

    private WhatIfFlow flow() {
        House.Rooms rooms = house.rooms();
        return new WhatIfFlow(rooms.ports().tenants(), new WhatIfTerms(policies::stored),
                new WhatIfFlow.Sources(held(), rooms.ports().endorsements()),
                rooms.ports().audit(), rooms.surroundings());
    }

    private WhatIfFlow.Held held() {
        CollateralArchive archive = new CollateralArchive(sources.app());
        return (anchors, keys, issuedBy) -> documents(issuedBy
                .map(instant -> archive.find(anchors.name(), keys, instant))
                .orElseGet(() -> archive.find(anchors.name(), keys)));
    }

    private static Map<CollateralKey, CollateralDocument> documents(Map<CollateralKey, ArchivedDocument> archived) {
        return archived.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().document()));
    }

    private static WhatIfAnswer down(WhatIfCall call, String detail, RuntimeException why) {
        LOG.log(System.Logger.Level.ERROR, "what-if, trace {0}: {1}", call.traceId(), why.getMessage());
        return new WhatIfAnswer.Unavailable(Reason.STORE_UNAVAILABLE, detail, Duration.ofSeconds(5));
    }
}
