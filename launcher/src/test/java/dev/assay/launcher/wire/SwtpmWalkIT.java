package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootEvent;
import dev.assay.emulator.bootlog.EventType;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.swtpm.EndorsementAuthority;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A machine with a real TPM, in software: the whole protocol over HTTPS, and each thing that must not pass. */
@ExtendWith(SharedService.class)
class SwtpmWalkIT {
    private static final String POLICY = """
            version=1.2;
            configurationrules { => issueproperty(type="required_pcr_mask", value=255); };
            authorizationrules { [type=="aikValidated", value==true] => permit(); };
            issuancerules {
                c:[type=="secureBootEnabled"] => issue(claim=c);
                c:[type=="aikValidated"] => issue(claim=c);
            };
            """;
    /** why static: one tenant for each test, whose names never change hands. */
    private static int made;

    private final RunningService service;
    private final EndorsementAuthority maker = EndorsementAuthority.create(Instant.now());

    @TempDir
    Path folder;

    private TpmMachine machine;
    private TpmTenant tenant;

    SwtpmWalkIT(RunningService service) {
        this.service = service;
    }

    @BeforeEach
    void switchOn() {
        machine = TpmMachine.make(folder, maker);
        tenant = tenant();
    }

    @AfterEach
    void switchOff() {
        if (machine != null)
            machine.close();
    }

    private TpmTenant tenant() {
        String administrator = Command.run(service.place(), "token", "--url", service.place().issuer("default"))
                .printed().strip();
        return TpmTenant.make(service, administrator, "swtpm-" + ++made).trusting(maker).deciding(POLICY);
    }

    /** Enrols by the client, and takes over the key it made. */
    private void enrol() {
        permitted(machine.attest(service.place(), tenant));
        machine.loadKeyOf(tenant.name());
    }

    private static void permitted(Command run) {
        assertEquals(0, run.exit(), run.printed());
        assertTrue(run.printed().contains("permit: "), run.printed());
    }

    private static void refused(String reason, Client.Answer answer) {
        assertEquals(Optional.of(reason), Refusal.in(answer).reason(), answer.body());
        assertEquals(400, answer.status(), answer.body());
    }

    private Client.Answer send(QuotedRequest request) {
        return tenant.request(request.answer(tenant.challenge()));
    }

    private static JsonObject claims(Client.Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        String data = Octets.base64Url(Json.object(answer.body()).getString("data")).asUtf8();
        return Token.parse(Json.object(data).getJsonObject("payload").getString("report")).claims();
    }

    @Test
    void theFirstStartShowsIt() {
        String walk = service.printed();
        assertTrue(walk.contains("7  Result") && walk.contains("secureBootEnabled true"), walk);
    }

    @Test
    @Tag("TP-17")
    @Tag("TP-18")
    void attestsTwiceWithARebootBetweenAndTheCountersAreNoticed() {
        Command first = machine.attest(service.place(), tenant);
        permitted(first);
        assertTrue(first.printed().contains("secureBootEnabled  true"), first.printed());
        String device = first.printed().replaceFirst("(?s).*its device ([0-9a-f-]{36}).*", "$1");
        long before = tenant.device(device).getJsonObject("last").getJsonNumber("resetCount").longValue();
        machine.reboot();
        Command second = machine.attest(service.place(), tenant);
        permitted(second);
        assertFalse(second.printed().contains("Enrolment:"), second.printed());
        assertTrue(second.printed().contains(device), second.printed());
        assertEquals(before + 1,
                tenant.device(device).getJsonObject("last").getJsonNumber("resetCount").longValue());
        assertTrue(service.audit().newest(tenant.name(), 2).stream().allMatch(row -> row.startsWith("permit ")));
    }

    @Test
    @Tag("TP-21")
    void refusesAChallengeThatWasAnswered() {
        enrol();
        String request = QuotedRequest.of(machine).answer(tenant.challenge());
        assertTrue(claims(tenant.request(request)).getBoolean("secureBootEnabled"));
        refused("challenge-used", tenant.request(request));
    }

    @Test
    @Tag("TP-21")
    void refusesAContextOfAnotherTenant() {
        enrol();
        TpmTenant other = tenant();
        refused("service-context-invalid", other.request(QuotedRequest.of(machine).answer(tenant.challenge())));
    }

    @Test
    @Tag("TP-02")
    void refusesAQuoteOverOtherRegistersThanThoseSent() {
        enrol();
        refused("pcr-digest-mismatch", send(QuotedRequest.of(machine).quoting("sha256:16,23")));
        refused("pcr-not-quoted", send(QuotedRequest.of(machine).quoting("sha256:16,23").sending(Bank.SHA256, 16, 23)));
    }

    @Test
    @Tag("TP-11")
    void losesTheClaimWhereEventTypesAreRelabelled() {
        enrol();
        Octets relabelled = machine.log().changed(event -> event.isVariable("SecureBoot"),
                event -> event.relabelled(EventType.EV_EFI_VARIABLE_BOOT)).agile(Bank.SHA1, Bank.SHA256);
        assertFalse(claims(send(QuotedRequest.of(machine).withLog(relabelled))).getBoolean("secureBootEnabled"));
    }

    @Test
    @Tag("TP-02")
    void refusesEventsThatWereAppended() {
        enrol();
        Octets appended = machine.log().with(BootEvent.of(7, EventType.EV_EFI_ACTION, Octets.utf8("more")))
                .agile(Bank.SHA1, Bank.SHA256);
        refused("boot-log-mismatch", send(QuotedRequest.of(machine).withLog(appended)));
    }

    @Test
    @Tag("TP-04")
    void refusesBanksThatWereSwapped() {
        enrol();
        int[] all = QuotedRequest.of(machine).registers();
        refused("pcr-bank-not-accepted", send(QuotedRequest.of(machine).quoting("sha1:all").sending(Bank.SHA1, all)));
        refused("pcr-digest-mismatch", send(QuotedRequest.of(machine).quoting("sha256:all").sending(Bank.SHA384, all)));
    }

    @Test
    void refusesACallerThatSaysNotWhoItIs() {
        Command run = machine.attestUnnamed(service.place(), tenant);
        assertEquals(1, run.exit(), run.printed());
        assertTrue(run.printed().contains("The tenant takes only known callers (401)"), run.printed());
    }

    @Test
    @Tag("TP-09")
    void keepsADeviceToItsFirstKey() {
        permitted(machine.attest(service.place(), tenant));
        Command again = machine.attest(service.place(), tenant, "fresh");
        assertEquals(1, again.exit(), again.printed());
        assertTrue(again.printed().contains("[device-conflict]"), again.printed());
    }
}
