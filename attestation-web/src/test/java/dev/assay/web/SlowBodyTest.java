package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SlowBodyTest {
    private final CollectedBody request = new CollectedBody((HttpServletRequest) Proxy.newProxyInstance(
            SlowBodyTest.class.getClassLoader(), new Class<?>[]{HttpServletRequest.class}, (proxy, method, given) -> {
                throw new AssertionError(method.getName());
            }), BodyBound.USUAL);

    @Test
    @Tag("DO-04")
    void givesABodyTenSecondsAndOneMoreForEach16KiB() {
        assertEquals(10_000, BodyBound.USUAL.patience(1));
        assertEquals(14_096, BodyBound.USUAL.patience(64 << 10));
        assertEquals(BodyBound.USUAL.patience(BodyBound.USUAL.largest()), BodyBound.USUAL.patience(-1));
    }

    @Test
    @Tag("DO-01")
    void takesMoreForMessagesAboutTpmsAloneAndFaster() {
        assertEquals(BodyBound.TPM, BodyBound.of("/t/blue/attest/Tpm"));
        assertEquals(BodyBound.TPM, BodyBound.of("//Attest/TPM/"));
        assertEquals(BodyBound.USUAL, BodyBound.of("/attest/SgxEnclave"));
        assertEquals(BodyBound.USUAL, BodyBound.of("/policies/Tpm"));
        assertEquals(16 << 20, BodyBound.TPM.largest());
        assertEquals(75_536, BodyBound.TPM.patience(16 << 20));
    }

    @Test
    void handsOutWhatWasCollected() throws IOException {
        request.bring(new byte[]{1, 2, 3});
        assertArrayEquals(new byte[]{1, 2, 3}, request.getInputStream().readAllBytes());
    }

    /** Else each body in pieces would take the room of the largest from all others (LargeBodies). */
    @Test
    @Tag("DO-01")
    void tellsHowLongABodyInPiecesWas() {
        request.bring(new byte[]{1, 2, 3});
        assertEquals(3, request.getContentLengthLong());
    }

    /** One that takes more must not believe that this is all. */
    @Test
    @Tag("DO-01")
    void hasNoEndWhereMoreCameThanIsTaken() {
        request.bring(new byte[BodyBound.USUAL.largest() + 1]);
        assertThrows(IOException.class, () -> request.getInputStream().readAllBytes());
        RequestBody json = new RequestBody(Optional.of("application/json"), Optional.empty(), -1);
        assertEquals(ErrorCode.BODY_TOO_LARGE, assertThrows(RequestRefused.class,
                () -> json.read(request.getInputStream(), BodyBound.USUAL.largest())).code());
    }

    @Test
    void takesABodyOfTheLargestSize() throws IOException {
        request.bring(new byte[BodyBound.USUAL.largest()]);
        RequestBody json = new RequestBody(Optional.of("application/json"), Optional.empty(), -1);
        Bytes read = json.read(request.getInputStream(), BodyBound.USUAL.largest());
        assertEquals(BodyBound.USUAL.largest(), read.length());
    }
}
