package dev.assay.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Provider;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CryptoProvidersTest {
    private final Provider[] before = Security.getProviders();

    @AfterEach
    void restore() {
        for (Provider provider : Security.getProviders()) {
            Security.removeProvider(provider.getName());
        }
        for (Provider provider : before) {
            Security.addProvider(provider);
        }
    }

    @Test
    void putsTheBestThatLoadsFirstAndSaysWhy() {
        CryptoProviders.Choice choice = CryptoProviders.choose();
        assertEquals(choice.name(), Security.getProviders()[0].getName());
        assertTrue(choice.why().endsWith("self-test passed"));
        assertEquals(choice, CryptoProviders.choose());
    }

    @Test
    void passesWhatTheFallbacksCompute() {
        assertEquals("", CryptoProviders.selfTest(new BouncyCastleProvider()));
        assertEquals("", CryptoProviders.selfTest(Security.getProvider("SunEC")));
        assertEquals("", CryptoProviders.selfTest(Security.getProvider("SunRsaSign")));
    }

    @Test
    void refusesAProviderThatAcceptsEverything() {
        assertNotEquals("", CryptoProviders.selfTest(new Faulty(true)));
    }

    @Test
    void refusesAProviderThatRefusesEverything() {
        assertNotEquals("", CryptoProviders.selfTest(new Faulty(false)));
    }

    /** A provider whose ECDSA has one answer. */
    private static final class Faulty extends Provider {
        private static final long serialVersionUID = 1L;

        Faulty(boolean answer) {
            super("Faulty", "1", "one answer");
            putService(new Service(this, "Signature", "SHA256withECDSA", OneAnswer.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new OneAnswer(answer);
                }

                @Override
                public boolean supportsParameter(Object parameter) {
                    return true;
                }
            });
        }
    }

    /** Verifies nothing. */
    private static final class OneAnswer extends SignatureSpi {
        private final boolean answer;

        OneAnswer(boolean answer) {
            this.answer = answer;
        }

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte octet) {}

        @Override
        protected void engineUpdate(byte[] octets, int from, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[0];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return answer;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            return null;
        }
    }
}
