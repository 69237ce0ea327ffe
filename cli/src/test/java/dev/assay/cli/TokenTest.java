package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.relying.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    private static final String PATH = "/t/demo/oauth2/token";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private TestIssuer service;

    @BeforeEach
    void open() throws Exception {
        service = new TestIssuer();
        service.answer(PATH, form -> {
            asked.add(form);
            return "{\"access_token\":\"a.b.c\",\"token_type\":\"Bearer\",\"expires_in\":900}";
        });
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void printsATokenForTheFirstClientWithTheSecretTheStartLeft() throws Exception {
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys").resolve("platform-admin.secret"), "s:e+c/ret\n");
        Run run = Run.inEnvironment(Map.of("ASSAY_DATA", folder.toString(), "ASSAY_ADMIN_SECRET", "another",
                "ASSAY_BASE_URL", service.url()), "", "token");
        assertEquals(0, run.code(), run.err());
        assertEquals("a.b.c\n", run.out());
        assertEquals(List.of("grant_type=client_credentials&client_id=platform-admin&client_secret=s%3Ae%2Bc%2Fret"),
                asked);
    }

    @Test
    void takesTheSettingWhereTheStartLeftNone() {
        Run run = Run.inEnvironment(Map.of("ASSAY_DATA", "no-such-folder", "ASSAY_ADMIN_SECRET", "given"), "", "token",
                "--url", service.url());
        assertEquals(0, run.code(), run.err());
        assertTrue(asked.getFirst().endsWith("&client_secret=given"), asked.toString());
    }

    @Test
    void takesAnotherClientsSecretFromAFileOrStandardInput() throws Exception {
        String file = Files.writeString(folder.resolve("robot.secret"), "of the robot").toString();
        assertEquals(0,
                Run.of("token", "--client", "blue.robot", "--secret-file", file, "--url", service.url()).code());
        assertEquals(0,
                Run.withInput("of the robot\n", "token", "--client", "blue.robot", "--secret-file", "-", "--url",
                        service.url()).code());
        assertEquals(2, asked.size());
        assertEquals(asked.get(0), asked.get(1));
        assertTrue(asked.get(0).contains("client_id=blue.robot&client_secret=of+the+robot"), asked.toString());
    }

    @Test
    void saysWhyThereIsNone() {
        service.answer(PATH,
                form -> "{\"error\":\"invalid_client\",\"error_description\":\"The client is not known.\"}");
        Run refused = given("--url", service.url());
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("No token: The client is not known."), refused.err());
        assertEquals("", refused.out());
        Run elsewhere = given("--url", service.url() + "/elsewhere");
        assertEquals(1, elsewhere.code());
        assertTrue(elsewhere.err().contains("answered 404 and is no token endpoint"), elsewhere.err());
        String gone = service.url();
        service.close();
        assertEquals(3, given("--url", gone).code());
        for (Run run : List.of(refused, elsewhere))
            assertFalse(run.err().contains("given"), run.err());
    }

    @Test
    void sendsNoSecretInTheClearOrWithoutOne() throws Exception {
        assertEquals(64, given("--url", "http://assay.example").code());
        assertEquals(64, Run.of("token", "--client", "blue.robot", "--url", service.url()).code());
        assertEquals(64, Run.of("token", "--url", service.url()).code());
        String empty = Files.writeString(folder.resolve("empty"), "\n").toString();
        assertEquals(64, Run.of("token", "--secret-file", empty, "--url", service.url()).code());
        assertEquals(List.of(), asked);
    }

    private static Run given(String... more) {
        String[] args = new String[more.length + 1];
        args[0] = "token";
        System.arraycopy(more, 0, args, 1, more.length);
        return Run.inEnvironment(Map.of("ASSAY_DATA", "no-such-folder", "ASSAY_ADMIN_SECRET", "given"), "", args);
    }
}
