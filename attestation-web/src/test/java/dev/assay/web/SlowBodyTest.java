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
            }));

    @Test
    @Tag("DO-04")
    void givesABodyTenSecondsAndOneMoreForEach16KiB() {
        assertEquals(10_000, SlowBody.patience(1));
        assertEquals(14_096, SlowBody.patience(64 << 10));
        assertEquals(SlowBody.patience(SlowBody.LARGEST), SlowBody.patience(-1));
    }

    @Test
    void handsOutWhatWasCollected() throws IOException {
        request.bring(new byte[]{1, 2, 3});
        assertArrayEquals(new byte[]{1, 2, 3}, request.getInputStream().readAllBytes());
    }

    /** One that takes more must not believe that this is all. */
    @Test
    @Tag("DO-01")
    void hasNoEndWhereMoreCameThanIsTaken() {
        request.bring(new byte[SlowBody.LARGEST + 1]);
        assertThrows(IOException.class, () -> request.getInputStream().readAllBytes());
        RequestBody json = new RequestBody(Optional.of("application/json"), Optional.empty(), -1);
        assertEquals(ErrorCode.BODY_TOO_LARGE, assertThrows(RequestRefused.class,
                () -> json.read(request.getInputStream(), SlowBody.LARGEST)).code());
    }

    @Test
    void takesABodyOfTheLargestSize() throws IOException {
        request.bring(new byte[SlowBody.LARGEST]);
        RequestBody json = new RequestBody(Optional.of("application/json"), Optional.empty(), -1);
        Bytes read = json.read(request.getInputStream(), SlowBody.LARGEST);
        assertEquals(SlowBody.LARGEST, read.length());
    }
}
