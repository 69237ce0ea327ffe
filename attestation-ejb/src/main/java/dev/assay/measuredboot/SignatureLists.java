package dev.assay.measuredboot;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;

/** EFI_SIGNATURE_LIST, one after the other (UEFI 2.10, 32.4.1): what a key database holds, and an authority does not. */
final class SignatureLists {
    private static final int HEADER = 28;

    private SignatureLists() {}

    /** Whether the octets are such lists to the last one; none at all is an empty database. */
    static boolean fill(Bytes octets) {
        ByteReader in = octets.reader();
        try {
            while (in.remaining() > 0) {
                in.skip("type", 16);
                long size = in.u32le("list size");
                long header = in.u32le("header size");
                long signature = in.u32le("signature size");
                if (signature == 0 || size < HEADER + header || (size - HEADER - header) % signature != 0)
                    return false;
                in.skip("signatures", Math.toIntExact(size - HEADER));
            }
            return true;
        } catch (MalformedException | ArithmeticException broken) {
            return false;
        }
    }
}
