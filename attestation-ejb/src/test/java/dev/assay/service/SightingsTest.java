package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Hearing;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TokenForm;
import dev.assay.evidence.TpmState;
import dev.assay.persistence.TpmDeviceRows;
import dev.assay.persistence.TpmSighting;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.signing.KeyTerms;
import dev.assay.tenant.Endorsements;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.token.TokenIssuer;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SightingsTest {
    private static final UUID DEVICE = UUID.randomUUID();
    private static final Bytes KEY = Bytes.utf8("key").sha256();
    private static final TpmState STATE = new TpmState(KEY, 100, 7, 3, true, 5);
    private static final Policy POLICY = DefaultPolicies.servedFor("SgxEnclave").orElseThrow();
    private static final CollateralDocument KNOWN = new CollateralDocument(CollateralKey.tpmDevice(KEY),
            new TpmDevice(DEVICE, TpmDevice.Origin.CERTIFICATE, KEY, Optional.empty(), Optional.empty(), false,
                    Optional.of(STATE)).document(),
            Bytes.EMPTY);

    private final List<TpmSighting> noted = new ArrayList<>();
    private final List<AuditRecord> audited = new ArrayList<>();
    private Sightings.Store store = (tenant, sighting, by) -> {
        noted.add(sighting);
        return Optional.of(DEVICE);
    };

    private AttestationCase item(Optional<Policy> draft) {
        AttestCall call = new AttestCall("demo", AppraisalRequest.of(AttestationType.TPM, Bytes.utf8("a.b.c")),
                Optional.empty(), "::1", "trace", Credential.NONE);
        return new AttestationCase(call, new TenantSnapshot(AttestationFlowTest.TENANT, 0, POLICY), draft,
                Emulated.AT, 0, new CollateralSet(Map.of(KNOWN.key(), KNOWN), Map.of()));
    }

    private static Appraisal appraisal(Reason reason, boolean byCertificate) {
        ClaimSet claims = ClaimSet.of(Claim.service("aikValidated", new ClaimValue.Flag(byCertificate)));
        return new Appraisal(reason.verdict(), reason, "detail", Optional.empty(), List.of(), claims,
                JsonValue.EMPTY_JSON_OBJECT, Optional.empty(), List.of(KNOWN), Optional.empty(),
                Optional.of(new Hearing(claims, Optional.empty())), Optional.of(STATE),
                new TokenForm(Optional.of(Duration.ofHours(1)), Duration.ZERO, 20, TokenForm.USUAL.signer()));
    }

    private Optional<UUID> note(Reason reason, boolean byCertificate) {
        return new Sightings(store).note(item(Optional.empty()), appraisal(reason, byCertificate));
    }

    @Test
    @Tag("TP-17")
    void notesWhatPermitsAndDenialsShowed() {
        assertEquals(Optional.of(DEVICE), note(Reason.PERMITTED, false));
        assertEquals(Optional.of(DEVICE), note(Reason.POLICY_DENIED, true));
        assertEquals(List.of(new TpmSighting(STATE, false, false), new TpmSighting(STATE, true, false)), noted);
    }

    @Test
    @Tag("TP-17")
    void notesNothingOfRejectsRevokedDevicesAndDraftsAndStillNamesTheDevice() {
        assertEquals(Optional.of(DEVICE), note(Reason.PCR_DIGEST_MISMATCH, true));
        assertEquals(Optional.of(DEVICE), note(Reason.DEVICE_REVOKED, true));
        assertEquals(Optional.of(DEVICE),
                new Sightings(store).note(item(Optional.of(POLICY)), appraisal(Reason.PERMITTED, true)));
        assertEquals(List.of(), noted);
    }

    @Test
    @Tag("TP-17")
    void warnsOfCountersThatWentBackAndMakesNoDeviceOfThem() {
        List<LogRecord> said = new ArrayList<>();
        Logger log = Logger.getLogger(Sightings.class.getName());
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord one) {
                said.add(one);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(listener);
        try {
            note(Reason.COUNTERS_WENT_BACK, true);
        } finally {
            log.removeHandler(listener);
        }
        assertEquals(List.of(new TpmSighting(STATE, false, true)), noted);
        assertEquals(List.of(Level.WARNING), said.stream().map(LogRecord::getLevel).toList());
        assertEquals("counters of a TPM went back: device " + DEVICE + ", trace trace",
                new SimpleFormatter().formatMessage(said.getFirst()));
    }

    private Ports ports() {
        return new Ports(AttestationFlowTest.directory(Optional::empty), (anchors, keys) -> CollateralSet.NONE,
                new TenantKeys(new AttestationFlowTest.FakeKeys(AttestationFlowTest.KEY), owner -> KeyTerms.USUAL),
                audited::add, Endorsements.NONE, new Sightings(store));
    }

    private Outcome conclude(Appraisal appraisal) {
        VerificationPool places = new VerificationPool(1, 0, Duration.ZERO);
        Surroundings here = new Surroundings("node-1", new ClockGuard(new TestClock(Emulated.AT), () -> 0L), places,
                places, known -> true);
        return new Closing(ports(), new TokenIssuer(), here, kept -> {}).conclude(item(Optional.empty()), appraisal);
    }

    @Test
    @Tag("TP-18")
    void recordsWhatTheTpmSaidWithTheVerdictAndItsDevice() {
        assertInstanceOf(Outcome.Issued.class, conclude(appraisal(Reason.PERMITTED, false)));
        assertInstanceOf(Outcome.Refused.class, conclude(appraisal(Reason.POLICY_DENIED, false)));
        AuditRecord.Tpm said = new AuditRecord.Tpm(Optional.of(DEVICE), STATE);
        assertEquals(List.of(Optional.of(said), Optional.of(said)),
                audited.stream().map(record -> record.ruling().tpm()).toList());
        assertEquals(List.of(AuditRecord.Document.of(KNOWN)), audited.getFirst().basis().collateral());
    }

    @Test
    @Tag("TP-17")
    void issuesNothingWhereWhatWasSeenCannotBeStored() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[]{"127.0.0.1"});
        nowhere.setPortNumbers(new int[]{1});
        store = new TpmDeviceRows(nowhere)::note;
        Outcome.Unavailable told = assertInstanceOf(Outcome.Unavailable.class,
                conclude(appraisal(Reason.PERMITTED, false)));
        assertEquals(Reason.STORE_UNAVAILABLE, told.reason());
        assertEquals(List.of(Reason.STORE_UNAVAILABLE),
                audited.stream().map(record -> record.ruling().reason()).toList());
        assertTrue(audited.getFirst().token().isEmpty());
    }

    @Test
    void asksVendorsAndTheTenantEachForItsOwnDocuments() {
        List<Set<CollateralKey>> asked = new ArrayList<>();
        CollateralKey vendors = CollateralKey.rootCaCrl();
        Ports ports = new Ports(AttestationFlowTest.directory(Optional::empty), (anchors, keys) -> {
            asked.add(keys);
            return CollateralSet.NONE;
        }, new TenantKeys(new AttestationFlowTest.FakeKeys(AttestationFlowTest.KEY), owner -> KeyTerms.USUAL),
                audited::add, (tenant, keys) -> {
                    asked.add(keys);
                    return new CollateralSet(Map.of(KNOWN.key(), KNOWN), Map.of());
                }, Sightings.NOWHERE);
        CollateralSet both = ports.documents(AttestationFlowTest.TENANT, Set.of(vendors, KNOWN.key()));
        assertEquals(List.of(Set.of(vendors), Set.of(KNOWN.key())), asked);
        assertEquals(Optional.of(KNOWN), both.find(KNOWN.key()));
        asked.clear();
        ports.documents(AttestationFlowTest.TENANT, Set.of(KNOWN.key()));
        ports.documents(AttestationFlowTest.TENANT, Set.of(vendors));
        assertEquals(List.of(Set.of(KNOWN.key()), Set.of(vendors)), asked);
    }
}
