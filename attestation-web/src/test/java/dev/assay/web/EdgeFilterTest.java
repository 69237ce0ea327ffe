package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The headers that stand before anything else is known of a request. */
@Tag("UI-05")
class EdgeFilterTest {
    private static final String HSTS = "Strict-Transport-Security";
    private static final String CSP = "Content-Security-Policy";

    @Test
    void keepsBrowsersOnTlsWhereTheyCameByIt() throws Exception {
        assertEquals("max-age=31536000", headers(true, "attest.example.org", "/certs").get(HSTS));
        assertEquals(null, headers(false, "attest.example.org", "/certs").get(HSTS));
    }

    @Test
    void keepsNobodyOnTlsForTheirOwnMachine() throws Exception {
        assertEquals(null, headers(true, "localhost", "/certs").get(HSTS));
    }

    @Test
    void leavesTheConsoleItsOwnPolicyAndNothingElse() throws Exception {
        assertEquals(null, headers(true, "localhost", "/admin/status").get(CSP));
        for (String path : new String[]{"/", "/certs", "/administrator", "/t/admin/certs", "/management/v1/tenants"})
            assertEquals("default-src 'none'; frame-ancestors 'none'", headers(true, "localhost", path).get(CSP), path);
    }

    private static Map<String, String> headers(boolean secure, String host, String path) throws Exception {
        Map<String, Object> request = Map.of("isSecure", secure, "getServerName", host, "getRequestURI", path,
                "getContextPath", "", "getServletPath", path, "getLocalPort", 8443, "getContentLengthLong", 0L);
        Map<String, String> headers = new HashMap<>();
        EdgeFilter filter = new EdgeFilter();
        filter.adminPort = Optional.empty();
        filter.doFilter(fake(HttpServletRequest.class, (proxy, method, arguments) -> request.get(
                method.getName())), fake(HttpServletResponse.class, (proxy, method, arguments) -> {
                    headers.put((String) arguments[0], (String) arguments[1]);
                    return null;
                }), (passed, answer) -> {});
        return headers;
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(EdgeFilterTest.class.getClassLoader(), new Class<?>[]{type}, handler));
    }
}
