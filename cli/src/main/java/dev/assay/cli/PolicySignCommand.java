package dev.assay.cli;

import dev.assay.cli.policies.PolicySigning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a policy; no service is asked. */
@Command(name = "sign", sortOptions = false, description = {"Sign a policy; no service is asked.",
        "Writes a compact JWS that carries the certificate, beside the text unless --out says otherwise.",
        "Exit code 0 signed, 1 refused, 64 wrong usage."})
final class PolicySignCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "1", description = "The policy's text, as SgxEnclave.policy.")
    String file;

    @Option(names = "--key", required = true, paramLabel = "PEM", description = "The private key, RSA or EC, in PKCS #8 "
            + "or as openssl writes it.")
    String key;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Where the key is encrypted: the file with "
            + "its passphrase, - for standard input.")
    String passphraseFile;

    @Option(names = "--cert", required = true, paramLabel = "PEM", description = "The key's certificate, then those "
            + "that lead to one the tenant lists.")
    String certificate;

    @Option(names = "--alg", paramLabel = "NAME", description = "RS256 (usual for RSA), RS384, RS512, PS256, PS384, "
            + "PS512; ES256, ES384 or ES512, as the EC key's curve has it.")
    String algorithm;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it, - for standard output. Default: FILE "
            + "with .jws behind.")
    String out;

    PolicySignCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (file.endsWith(".jws"))
            throw new UsageException("FILE: is a JWS by its name; give the policy's text.");
        PolicyFile policy = PolicyFile.text(file, InputFile.existing("FILE", file));
        if (!policy.findings().isEmpty()) {
            policy.findings().forEach(terminal.err()::println);
            terminal.err().println("Nothing was signed.");
            return ExitCode.REFUSED;
        }
        PolicySigning signing = new PolicySigning(new PrivateKeyFile(terminal, passphraseFile).read("--key", key),
                PrivateKeyFile.certificates("--cert", certificate));
        write(sign(signing, policy.text()));
        return ExitCode.OK;
    }

    private String sign(PolicySigning signing, String text) {
        List<String> possible;
        try {
            possible = signing.algorithms();
        } catch (IllegalArgumentException refused) {
            throw new UsageException("--key " + refused.getMessage() + ".");
        }
        String name = algorithm == null ? possible.getFirst() : algorithm;
        if (!possible.contains(name))
            throw new UsageException("--alg is for this key one of " + String.join(", ", possible) + ".");
        try {
            return signing.sign(text, name);
        } catch (IllegalArgumentException refused) {
            throw new UsageException("--cert " + refused.getMessage() + ".");
        }
    }

    private void write(String jws) {
        String place = out == null ? file + ".jws" : out;
        if (place.equals("-")) {
            terminal.out().println(jws);
            return;
        }
        try {
            WholeFile.write(Path.of(place), jws + "\n");
            terminal.err().println("Written to " + place + ".");
        } catch (IOException refused) {
            throw new UsageException("--out: " + place + " cannot be written; check its permissions.");
        }
    }
}
