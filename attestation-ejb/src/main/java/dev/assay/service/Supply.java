package dev.assay.service;

import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.dcap.CollateralReader.Inspection;
import dev.assay.evidence.Refusal;
import dev.assay.persistence.ArchivedDocument;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.StoreException;
import dev.assay.vendor.PcsClient;
import dev.assay.vendor.SourceException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Brings one document: from the archive while it is good, else from its source, verified and archived first. */
final class Supply {
    private static final System.Logger LOG = System.getLogger(Supply.class.getName());

    private final CollateralArchive archive;
    private final BiFunction<CollateralDocument, AnchorSet, Inspection> inspect;
    private final Map<String, PcsClient> sources;

    /** @param document the newest there is, expired or not; empty with the reason */
    record Delivery(Optional<ArchivedDocument> document, String why) {}

    /** @param inspect verifies a document under an anchor set (CO-01). @param sources by anchor set's name */
    Supply(CollateralArchive archive, BiFunction<CollateralDocument, AnchorSet, Inspection> inspect,
            Map<String, PcsClient> sources) {
        this.archive = archive;
        this.inspect = inspect;
        this.sources = Map.copyOf(sources);
    }

    Delivery bring(AnchorSet anchors, CollateralKey key, Instant at) {
        try {
            Optional<ArchivedDocument> stored = archived(anchors, key);
            if (stored.isPresent() && stored.get().dates().nextUpdate().isAfter(at))
                return new Delivery(stored, "");
            Delivery fetched = fetch(anchors, key, at);
            return fetched.document().isPresent() ? fetched : new Delivery(stored, fetched.why());
        } catch (StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "collateral archive: {0}", down.getMessage());
            return new Delivery(Optional.empty(), "the database did not answer");
        }
    }

    private Optional<ArchivedDocument> archived(AnchorSet anchors, CollateralKey key) {
        return Optional.ofNullable(archive.find(anchors.name(), Set.of(key)).get(key));
    }

    private Delivery fetch(AnchorSet anchors, CollateralKey key, Instant at) {
        PcsClient source = sources.get(anchors.name());
        if (source == null)
            return new Delivery(Optional.empty(), "its anchor set has no source configured");
        try {
            CollateralDocument document = source.fetch(key);
            return store(anchors, verified(anchors, document, at, source.source(key).toString()));
        } catch (SourceException | Refusal refused) {
            String why = "its source " + refused.getMessage();
            LOG.log(System.Logger.Level.WARNING, "collateral {0} {1} of {2}: {3}", key.kind(), key.subject(),
                    anchors.name(), why);
            return new Delivery(Optional.empty(), why);
        }
    }

    private ArchivedDocument verified(AnchorSet anchors, CollateralDocument document, Instant at, String source) {
        Inspection seen = inspect.apply(document, anchors);
        return new ArchivedDocument(document, new ArchivedDocument.Dates(seen.issueDate(), seen.nextUpdate(), at),
                seen.evaluationNumber(), seen.crlNumber(), source);
    }

    private Delivery store(AnchorSet anchors, ArchivedDocument document) {
        return switch (archive.put(anchors.name(), document)) {
            case STORED, KNOWN -> new Delivery(archived(anchors, document.document().key()), "");
            case OLDER_THAN_CURRENT -> {
                // CO-03: an alarm, since a source went back in time.
                LOG.log(System.Logger.Level.ERROR, "collateral {0} {1} of {2}: its source offers an older one",
                        document.document().key().kind(), document.document().key().subject(), anchors.name());
                yield new Delivery(archived(anchors, document.document().key()), "");
            }
        };
    }
}
