package dev.assay.web;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sees to it that a request that goes on behind {@link SlowBody} has its CDI request context. why: where the body was whole
 * before the first thread had left, Payara has ended that context and begins no other.
 */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.ASYNC, asyncSupported = true)
public class ResumedFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Instance<RequestContextController> contexts;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // why one each: it remembers whether it was the one that began a context.
        RequestContextController context = contexts.get();
        boolean begun = context.activate();
        try {
            chain.doFilter(request, response);
        } finally {
            if (begun)
                context.deactivate();
            contexts.destroy(context);
        }
    }
}
