package dev.assay.emulator.bootlog;

import dev.assay.emulator.bytes.Octets;

/** Event data of UEFI firmware (PFP §10.4.2; UEFI 2.10). */
final class EfiData {
    /** EFI_GLOBAL_VARIABLE. */
    static final Octets GLOBAL = guid("8be4df61", "93ca", "11d2", "aa0d00e098032b8c");
    /** EFI_IMAGE_SECURITY_DATABASE_GUID. */
    static final Octets SECURITY = guid("d719b2cb", "3d3a", "4596", "a3bcdad00e67656f");
    /** Shim's. */
    static final Octets SHIM = guid("605dab50", "e046", "4300", "abb63dd810dd8b23");
    private static final Octets X509 = guid("a5c059a1", "94e4", "4aa7", "87b5ab155c2bf072");
    private static final Octets OWNER = guid("77fa9abd", "0359", "4d32", "bd6028f4e78f784b");

    private EfiData() {}

    /** EFI_GUID: the first three fields little-endian. */
    static Octets guid(String low, String middle, String high, String rest) {
        return Octets.join(Octets.u32(Long.parseLong(low, 16)), Octets.u16(Integer.parseInt(middle, 16)),
                Octets.u16(Integer.parseInt(high, 16)), Octets.hex(rest));
    }

    /** UEFI_VARIABLE_DATA. */
    static Octets variable(Octets guid, String name, Octets value) {
        return Octets.join(guid, Octets.u64(name.length()), Octets.u64(value.length()), Octets.utf16(name), value);
    }

    /** EFI_SIGNATURE_LIST with one certificate; what stands for the certificate is told by its name. */
    static Octets signatureList(String certificate) {
        Octets signature = signature(certificate);
        return Octets.join(X509, Octets.u32(28L + signature.length()), Octets.u32(0), Octets.u32(signature.length()),
                signature);
    }

    /** EFI_SIGNATURE_DATA: owner, then the certificate. */
    static Octets signature(String certificate) {
        return OWNER.then(standIn(certificate, 400));
    }

    /** UEFI_PLATFORM_FIRMWARE_BLOB: where it lies, not what it is. */
    static Octets blob(long base, long length) {
        return Octets.u64(base).then(Octets.u64(length));
    }

    /** UEFI_IMAGE_LOAD_EVENT with a file path and the end of the device path. */
    static Octets image(long base, long length, String path) {
        Octets name = Octets.utf16(path + "\0");
        Octets devicePath = Octets.join(Octets.hex("0404"), Octets.u16(4 + name.length()), name,
                Octets.hex("7fff0400"));
        return Octets.join(Octets.u64(base), Octets.u64(length), Octets.u64(0), Octets.u64(devicePath.length()),
                devicePath);
    }

    /** UEFI_GPT_DATA: the header of 92 octets and one partition. */
    static Octets gpt() {
        Octets header = Octets.join(Octets.utf8("EFI PART"), Octets.hex("00000100"), Octets.u32(92), Octets.zero(8),
                Octets.u64(1), Octets.u64(0x1dcf_32af), Octets.u64(34), Octets.u64(0x1dcf_328e),
                Octets.hex("00112233445566778899aabbccddeeff"), Octets.u64(2), Octets.u32(128), Octets.u32(128),
                Octets.zero(4));
        Octets partition = Octets.join(guid("c12a7328", "f81f", "11d2", "ba4b00a0c93ec93b"),
                Octets.hex("ffeeddccbbaa99887766554433221100"), Octets.u64(2048), Octets.u64(206_847), Octets.u64(0),
                Octets.utf16("EFI system partition"), Octets.zero(72 - 40));
        return Octets.join(header, Octets.u64(1), partition);
    }

    /** EFI_LOAD_OPTION. */
    static Octets loadOption(String description, String path) {
        Octets name = Octets.utf16(path + "\0");
        Octets devicePath = Octets.join(Octets.hex("0404"), Octets.u16(4 + name.length()), name,
                Octets.hex("7fff0400"));
        return Octets.join(Octets.u32(1), Octets.u16(devicePath.length()), Octets.utf16(description + "\0"),
                devicePath);
    }

    /** Octets that stand for a binary of this name: the same each time, and nobody else's. */
    static Octets standIn(String name, int length) {
        Octets made = Octets.zero(0);
        for (int i = 0; made.length() < length; i++)
            made = made.then(Octets.utf8(name + i).sha256());
        return made.slice(0, length);
    }
}
