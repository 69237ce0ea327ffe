package dev.assay.admin;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

/**
 * A session as long as one request, for pages that anyone may read.
 *
 * <p>why: PrimeFaces keeps its script nonce in the view map and Mojarra opens a session for that, stateless view or
 * not; each anonymous hit would leave one in memory and a cookie with the visitor.
 */
final class PassingSession implements HttpSession {
    private final Map<String, Object> attributes = new HashMap<>();
    private final ServletContext context;

    private PassingSession(ServletContext context) {
        this.context = context;
    }

    static HttpServletRequest around(HttpServletRequest request) {
        PassingSession session = new PassingSession(request.getServletContext());
        return new HttpServletRequestWrapper(request) {
            @Override
            public HttpSession getSession() {
                return session;
            }

            @Override
            public HttpSession getSession(boolean create) {
                return session;
            }
        };
    }

    @Override
    public long getCreationTime() {
        return 0;
    }

    @Override
    public String getId() {
        return "none";
    }

    @Override
    public long getLastAccessedTime() {
        return 0;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {}

    @Override
    public int getMaxInactiveInterval() {
        return 0;
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public void invalidate() {
        attributes.clear();
    }

    @Override
    public boolean isNew() {
        return true;
    }
}
