package dev.assay.pki;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** RSA part of a provider's self-test: a 2048-bit key whose private half was thrown away, PKCS#1 v1.5, SHA-256. */
final class RsaVector {
    private static final Bytes KEY = Bytes
            .hex("30820122300d06092a864886f70d01010105000382010f003082010a028201010093ed454be9178bc85848a9"
                    + "e2ad87b33f08c19bc85fc2b732bdc9fa67e3b72017cb088c205019083ce0e8948b109576341245d3a0a1ab44"
                    + "7cf59280fe3a5257da778f2676e9ba8be4a9b948e718517cb7f901ea774a57149d4f85c9895abbfd54c7813b"
                    + "7ad2399618a553cb85fd8f10ad47246af0dbe65fe0261253a5bd9ee668477828f335ddadaa4bbb26a6bbc946"
                    + "29bd819edae20cfd34fc44f2ee8649b93395b1d7c1016dc6649ef871402bc3c01f4b3320cda636337ae33796"
                    + "6d300b203122753f73ca22ffac7974fdeee6d14d4aac47c8ad5671d6c1ae3c07809fd185e9784645f9da44aa"
                    + "bcf38c9284b034dca8d153dc87acabb183a43fc071f82a89c30203010001");
    private static final Bytes SIGNATURE = Bytes
            .hex("5e15a4728cc9c437b0f044366285be428484a87625e076f2b33a673d0cdf8b7f6bec4f4ed6a914a3f293b139"
                    + "b20ddd94c13444892efd992121c4a49843ef36b89fd2880310410d9c50f4e6ed0e4d617d41c0705a6a114c31"
                    + "f0f29309bfcc6718ae6902069efce554c11db320869360b02b39bc2eb671a89c142713e22b98984916f36535"
                    + "2264c0de8f149c7dae7704bc6b342a29192574e4c412777574c13b1f482d62e08bc35231063d01297789f9bc"
                    + "dba2cc7ab3ed7b00dce971d733d310e224f74eea258327c1d85480c2a33a1e2e85f9374929d7661ae45eb2bf"
                    + "12dc3ecc701ed089f943301e8d4048623263dd9a9b12144d538da376dcfadf152adb6bb3");

    private RsaVector() {}

    /** Empty where the provider tells the good signature from the bad one. */
    static String check(Provider provider) throws GeneralSecurityException {
        if (!verifies(provider, "sample"))
            return "refuses a good RSA signature";
        return verifies(provider, "samplf") ? "accepts a bad RSA signature" : "";
    }

    private static boolean verifies(Provider provider, String message) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(KEY.toArray()));
        Signature verifier = provider.getService("Signature", "SHA256withRSA") == null
                ? Signature.getInstance("SHA256withRSA")
                : Signature.getInstance("SHA256withRSA", provider);
        verifier.initVerify(key);
        verifier.update(Bytes.utf8(message).toArray());
        return verifier.verify(SIGNATURE.toArray());
    }
}
