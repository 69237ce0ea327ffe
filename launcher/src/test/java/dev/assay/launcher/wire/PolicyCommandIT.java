package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A folder of policies, its pipeline, and the running service (docs/policy-as-code.md). */
@ExtendWith(SharedService.class)
class PolicyCommandIT {
    private static final String TENANT = "code";
    private static final String FILE = "SgxEnclave.policy";

    private final RunningService service;

    @TempDir
    Path folder;

    @TempDir
    Path aside;

    PolicyCommandIT(RunningService service) {
        this.service = service;
    }

    private Command policy(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("policy", command));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--client", TENANT + ".robot", "--secret-file", aside.resolve("secret").toString(),
                "--url", service.place().issuer("default")));
        return Command.run(service.place(), arguments.toArray(String[]::new));
    }

    private void write(int number) throws IOException {
        Files.writeString(folder.resolve(FILE), "version=1.0;\nauthorizationrules { => permit(); };\n"
                + "issuancerules { => issue(type=\"number\", value=" + number + "); };\n");
    }

    private JsonObject attested() {
        Evidence evidence = Evidence.binding(service.platforms().attester(), "{}");
        return service.client(TENANT).post(Client.SGX, evidence.sgxRequest("JSON")).token().claims();
    }

    private static void ended(int exit, String said, Command command) {
        assertEquals(exit, command.exit(), command.printed());
        assertTrue(command.printed().contains(said), command.printed());
    }

    @Test
    void goesTheWayOfAChangeFromFileToTokenAndBack() throws IOException {
        String token = Command.run(service.place(), "token", "--url", service.place().issuer("default")).printed()
                .strip();
        Files.writeString(aside.resolve("secret"),
                new Platform(service.client("default"), "Bearer " + token).tenant(TENANT, "policy-administrator"));
        write(1);
        ended(0, "1 policy, 0 errors", Command.run(service.place(), "policy", "check", folder.toString()));
        ended(1, "+issuancerules { => issue(type=\"number\", value=1); };", policy("diff", folder.toString()));
        ended(0, "SgxEnclave: the default would be replaced", policy("push", folder.toString(), "--dry-run"));
        assertFalse(attested().containsKey("number"));
        ended(0, "SgxEnclave: the default -> version 1",
                policy("push", folder.toString(), "--note", "first, \u00fcber"));
        assertEquals(1, attested().getInt("number"));
        ended(0, "", policy("diff", folder.toString()));
        write(2);
        sign();
        ended(0, "SgxEnclave: version 1 -> version 2", policy("push", folder.toString()));
        assertEquals(2, attested().getInt("number"));
        assertTrue(attested().containsKey("x-ms-policy-signer"));
        ended(0, "SgxEnclave: version 2, as in the file", policy("push", folder.toString()));
        ended(0, "SgxEnclave: version 2 -> version 1", policy("activate", "SgxEnclave", "1"));
        assertEquals(1, attested().getInt("number"));
        Path pulled = Files.createDirectory(aside.resolve("pulled"));
        ended(0, "SgxEnclave: version 1 is in", policy("pull", pulled.toString()));
        write(1);
        assertEquals(Files.readString(folder.resolve(FILE)), Files.readString(pulled.resolve(FILE)));
        ended(0, "", policy("diff", pulled.toString()));
        ended(0, "SgxEnclave: version 1 -> the default", policy("activate", "SgxEnclave", "0"));
        assertFalse(attested().containsKey("number"));
    }

    private void sign() throws IOException {
        PolicyKey key = PolicyKey.make();
        Path keyFile = Files.writeString(aside.resolve("key.pem"), key.privateKeyPem());
        Path certificate = Files.writeString(aside.resolve("cert.pem"), key.certificatePem());
        ended(0, "Written to ", Command.run(service.place(), "policy", "sign", folder.resolve(FILE).toString(), "--key",
                keyFile.toString(), "--cert", certificate.toString()));
    }
}
