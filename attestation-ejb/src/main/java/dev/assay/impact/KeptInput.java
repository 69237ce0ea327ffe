package dev.assay.impact;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.HeldData;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is encrypted of a kept appraisal, as octets: version 1, the instant, evidence, runtime data, init-time data,
 * nonce. Lengths are 32 bits, big endian; what may be absent has an octet before it that says so.
 */
public record KeptInput(AppraisalRequest request, Instant at) {
    private static final int VERSION = 1;
    private static final int ABSENT = 0;

    public Bytes write() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(request.evidence().length() + 256);
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeByte(VERSION);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            write(out, request.evidence());
            write(out, request.runtimeData());
            write(out, request.initTimeData());
            out.writeByte(request.nonce().isPresent() ? 1 : ABSENT);
            if (request.nonce().isPresent())
                write(out, Bytes.utf8(request.nonce().get()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.copyOf(octets.toByteArray());
    }

    private static void write(DataOutputStream out, Bytes octets) throws IOException {
        out.writeInt(octets.length());
        out.write(octets.toArray());
    }

    private static void write(DataOutputStream out, Optional<HeldData> held) throws IOException {
        out.writeByte(held.map(data -> code(data.kind())).orElse(ABSENT));
        if (held.isPresent())
            write(out, held.get().data());
    }

    /** @throws MalformedException where these are not such octets */
    public static KeptInput read(AttestationType type, Bytes octets) {
        ByteReader in = octets.reader();
        if (in.u8("version") != VERSION)
            throw new MalformedException("version", "is not " + VERSION);
        Instant at = Instant.ofEpochSecond(in.u64be("seconds"), in.u32be("nanoseconds"));
        Bytes evidence = counted(in, "evidence");
        Optional<HeldData> runtime = held(in, "runtimeData");
        Optional<HeldData> initTime = held(in, "initTimeData");
        Optional<String> nonce = in.u8("nonce") == ABSENT
                ? Optional.empty()
                : Optional.of(counted(in, "nonce").asUtf8());
        in.end("kept input");
        return new KeptInput(new AppraisalRequest(type, evidence, runtime, initTime, nonce), at);
    }

    private static Optional<HeldData> held(ByteReader in, String field) {
        int kind = in.u8(field);
        if (kind == ABSENT)
            return Optional.empty();
        HeldData.Kind known = Arrays.stream(HeldData.Kind.values()).filter(each -> code(each) == kind).findFirst()
                .orElseThrow(() -> new MalformedException(field, "is of no known kind"));
        return Optional.of(new HeldData(counted(in, field), known));
    }

    private static int code(HeldData.Kind kind) {
        return switch (kind) {
            case BINARY -> 1;
            case JSON -> 2;
        };
    }

    private static Bytes counted(ByteReader in, String field) {
        return in.bytes(field, in.u32be(field));
    }
}
