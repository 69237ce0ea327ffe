package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final int LIMIT = 100;

    @Test
    void readsABodyOfExactlyTheLimit() throws IOException {
        assertEquals(LIMIT, json(LIMIT).read(new ByteArrayInputStream(new byte[LIMIT]), LIMIT).length());
    }

    @Test
    @Tag("DO-01")
    void refusesADeclaredLengthBeyondTheLimitWithoutReading() {
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("the body was read");
            }
        };
        assertEquals(ErrorCode.BODY_TOO_LARGE, refused(json(LIMIT + 1L), untouched).code());
    }

    @Test
    @Tag("DO-01")
    void stopsOneOctetBeyondTheLimitWhateverWasDeclared() {
        for (long declared : new long[]{-1, 0, 5, LIMIT}) {
            Endless endless = new Endless();
            assertEquals(ErrorCode.BODY_TOO_LARGE, refused(json(declared), endless).code());
            assertTrue(endless.taken <= LIMIT + 1, "took " + endless.taken);
        }
    }

    @ParameterizedTest
    @Tag("DO-02")
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, identity", "x"})
    void refusesCompressedBodies(String encoding) {
        RequestBody body = new RequestBody(Optional.of("application/json"), Optional.of(encoding), 2);
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA_TYPE, refused(body, InputStream.nullInputStream()).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON", "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"", "application/json ; odata=verbose; charset = utf-8"})
    void takesJsonInUtf8(String contentType) throws IOException {
        RequestBody body = new RequestBody(Optional.of(contentType), Optional.of("identity"), 2);
        assertEquals(Bytes.utf8("{}"), body.read(new ByteArrayInputStream(new byte[]{'{', '}'}), LIMIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "text/json", "application/x-www-form-urlencoded", "application/jsonx",
            "application/json; charset=iso-8859-1", "application/json; charset=utf-16", "multipart/form-data",
            "application/json; charset=", "application/json, text/plain"})
    void refusesOtherTypesAndCharsets(String contentType) {
        RequestBody body = new RequestBody(Optional.of(contentType), Optional.empty(), 2);
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA_TYPE, refused(body, InputStream.nullInputStream()).code());
    }

    @Test
    void refusesAMissingTypeAndAnEmptyBody() {
        RequestBody untyped = new RequestBody(Optional.empty(), Optional.empty(), 2);
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA_TYPE, refused(untyped, InputStream.nullInputStream()).code());
        assertEquals(ErrorCode.INVALID_PARAMETER, refused(json(0), InputStream.nullInputStream()).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain;charset=UTF-8", "TEXT/PLAIN; charset=us-ascii"})
    void takesTextWhereItIsAskedFor(String contentType) throws IOException {
        RequestBody body = new RequestBody(Optional.of(contentType), Optional.empty(), 1);
        assertEquals(Bytes.utf8("x"), body.read(PolicyResource.TEXT, new ByteArrayInputStream(new byte[]{'x'}), LIMIT));
        RequestRefused refused = assertThrows(RequestRefused.class,
                () -> json(1).read(PolicyResource.TEXT, InputStream.nullInputStream(), LIMIT));
        assertTrue(refused.getMessage().contains("is not text/plain"), refused.getMessage());
    }

    private static RequestBody json(long declaredLength) {
        return new RequestBody(Optional.of("application/json"), Optional.empty(), declaredLength);
    }

    private static RequestRefused refused(RequestBody body, InputStream stream) {
        return assertThrows(RequestRefused.class, () -> body.read(stream, LIMIT));
    }

    private static final class Endless extends InputStream {
        private int taken;

        @Override
        public int read() {
            taken++;
            return ' ';
        }
    }
}
