package dev.assay.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineDocumentTest {
    private static Baseline read(String json) {
        return BaselineDocument.read("baseline", Bytes.utf8(json));
    }

    @Test
    void readsEveryMember() {
        Baseline baseline = read("""
                {"name":"fleet","acceptedStatuses":["UpToDate","OutOfDate"],"acceptedAdvisories":["INTEL-SA-00615"],
                 "outOfDateGraceDays":30,"minimumEvaluationNumber":17,"minimumTcbDate":"2024-03-13",
                 "acceptedPlatforms":["%s"],"acceptDebug":true,"collateralGraceHours":72,
                 "acceptSha1":true,"deniedFirmware":["00070002000100AA","id:494E5443:2019102300163636"]}"""
                .formatted("0f".repeat(32)));
        assertEquals(new Baseline("fleet", Set.of(TcbStatus.UP_TO_DATE, TcbStatus.OUT_OF_DATE),
                Set.of("INTEL-SA-00615"), Duration.ofDays(30), Optional.of(17L),
                Optional.of(Instant.parse("2024-03-13T00:00:00Z")), Set.of(Bytes.hex("0f".repeat(32))), true,
                Duration.ofHours(72), Optional.empty(),
                new Baseline.Tpm(true, Set.of("00070002000100aa", "id:494E5443:2019102300163636"))), baseline);
    }

    @Test
    void leavesWhatIsNotSaidAsStrictHasIt() {
        Baseline baseline = read("{\"name\":\"bare\",\"acceptedStatuses\":[\"UpToDate\"]}");
        assertEquals(new Baseline("bare", Set.of(TcbStatus.UP_TO_DATE), Set.of(), Duration.ZERO, Optional.empty(),
                Optional.empty(), Set.of(), false, Duration.ZERO, Optional.empty()), baseline);
    }

    @Tag("TP-18")
    @Test
    void deniesFirmwareOfItsManufacturerOrWhereThatIsNotKnown() {
        Baseline.Tpm tpm = new Baseline.Tpm(false, Set.of("00070002000100aa", "id:494E5443:2019102300163636"));
        assertTrue(tpm.denies(Optional.of("id:53544D20"), "00070002000100aa"));
        assertTrue(tpm.denies(Optional.of("id:494e5443"), "2019102300163636"));
        assertTrue(tpm.denies(Optional.empty(), "2019102300163636"));
        assertFalse(tpm.denies(Optional.of("id:53544D20"), "2019102300163636"));
        assertFalse(tpm.denies(Optional.empty(), "2019102300163637"));
    }

    @Tag("SG-08")
    @Test
    void rejectsABaselineThatAcceptsRevoked() {
        MalformedException refused = assertThrows(MalformedException.class,
                () -> read("{\"name\":\"x\",\"acceptedStatuses\":[\"Revoked\"]}"));
        assertTrue(refused.getMessage().contains("acceptedStatuses"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"acceptedStatuses":[]}                                             | "name" is missing
            {"name":"strict","acceptedStatuses":[]}                             | shipped baseline
            {"name":"a b","acceptedStatuses":[]}                                | "name" has
            {"name":7,"acceptedStatuses":[]}                                    | other than text
            {"name":"x"}                                                        | "acceptedStatuses" is missing
            {"name":"x","acceptedStatuses":[],"deniedFirmware":["1.2.3"]}       | 16 hexadecimal digits
            {"name":"x","acceptedStatuses":[],"acceptSha1":"yes"}               | "acceptSha1" is true or false
            {"name":"x","acceptedStatuses":"UpToDate"}                          | array of strings
            {"name":"x","acceptedStatuses":["uptodate"]}                        | compare the case
            {"name":"x","acceptedStatuses":[],"acceptdebug":true}               | "acceptdebug" is not a member
            {"name":"x","acceptedStatuses":[],"acceptDebug":"true"}             | true or false
            {"name":"x","acceptedStatuses":[],"collateralGraceHours":73}        | from 0 to 72
            {"name":"x","acceptedStatuses":[],"outOfDateGraceDays":-1}          | from 0 to 3650
            {"name":"x","acceptedStatuses":[],"outOfDateGraceDays":1.5}         | from 0 to 3650
            {"name":"x","acceptedStatuses":[],"minimumTcbDate":"13.03.2024"}    | is a date
            {"name":"x","name":"y","acceptedStatuses":[]}                       | occurs twice
            [1]                                                                 | not a JSON object
            """)
    void rejectsADocumentWithOneThingWrong(String json, String expected) {
        MalformedException refused = assertThrows(MalformedException.class, () -> read(json));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }
}
