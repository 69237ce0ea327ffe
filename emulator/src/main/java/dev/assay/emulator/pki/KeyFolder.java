package dev.assay.emulator.pki;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.bouncycastle.cert.X509CertificateHolder;

/** Keys and certificates in a folder: {@code NAME.key.pem} (mode 0600) and {@code NAME.pem}, each written in one move. */
public record KeyFolder(Path folder) {
    public void write(String name, CertifiedKey key) throws IOException {
        write(name, key.keys());
        writeText(name + ".pem", key.pem());
    }

    public void write(String name, KeyPair keys) throws IOException {
        writeText(name + ".key.pem", Pem.keyPair(keys));
    }

    /** Only the owner may read or write the file; it appears whole or not at all. */
    public void writeText(String fileName, String text) throws IOException {
        Path made = Files.createTempFile(folder, fileName, ".new", ownerOnly());
        Files.writeString(made, text);
        Files.move(made, folder.resolve(fileName), ATOMIC_MOVE);
    }

    public CertifiedKey read(String name) throws IOException {
        return new CertifiedKey(readKeys(name),
                new X509CertificateHolder(Pem.read("CERTIFICATE", readText(name + ".pem")).toArray()));
    }

    public KeyPair readKeys(String name) throws IOException {
        return Pem.readKeyPair(readText(name + ".key.pem"));
    }

    public String readText(String fileName) throws IOException {
        return Files.readString(folder.resolve(fileName));
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
