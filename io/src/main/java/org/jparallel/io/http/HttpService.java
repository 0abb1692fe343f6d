// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.LinkHandler;
import org.jparallel.io.netty.Loop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What answers the requests of a server: its routes, filters, error pages and settings.
///
/// Users build it through [org.jparallel.io.HttpServer]. It is built by one thread; once the server
/// is registered it does not change any more, and its event loops read it.
@AnyThread
public final class HttpService {
    /// What a connection beyond the limit is told.
    public static final String BUSY =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    private final Routes<RouteTarget> routes = new Routes<>();
    private final List<Handler> before = new ArrayList<>();
    private final List<Handler> after = new ArrayList<>();
    private final Map<Integer, Handler> errorPages = new HashMap<>();
    private final Map<Loop, HttpLoop> loops = new ConcurrentHashMap<>();
    private final LongAdder failureCount = new LongAdder();
    private HttpLimits limits = HttpLimits.standard();
    private JsonCodec json = JsonCodec.jackson();
    private String serverName = "JParallel";
    private boolean debug;
    private boolean accessLog;
    private boolean started;
    private @Nullable TransportHost host;

    /// Creates a service without routes.
    public HttpService() {}

    // --- building --------------------------------------------------------------------------------

    /// Adds a route.
    ///
    /// @param method the method
    /// @param template the template of its path
    /// @param handler answers
    /// @param streaming whether the handler comes before the body
    public void route(String method, String template, Handler handler, boolean streaming) {
        requireNotStarted();
        Objects.requireNonNull(handler, "handler");
        routes.add(
                method,
                template,
                new RouteTarget(handler, streaming, method + " " + template));
    }

    /// Shows a directory.
    ///
    /// @param prefix the path under which it is shown, which ends with a slash
    /// @param root the directory
    /// @param rules what is shown of it
    public void files(String prefix, Path root, StaticRules rules) {
        if (!prefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "prefix does not end with a slash: prefix=" + prefix);
        }
        StaticDirectory directory = new StaticDirectory(root, rules);
        route("GET", prefix + "{path...}", FileAnswer.of(directory, "path"), false);
    }

    /// Adds a filter that runs before handlers; if it answers, the handler does not run.
    ///
    /// @param filter the filter
    public void before(Handler filter) {
        requireNotStarted();
        before.add(Objects.requireNonNull(filter, "filter"));
    }

    /// Adds a filter that runs when a response is about to be sent, and may add headers.
    ///
    /// @param filter the filter
    public void after(Handler filter) {
        requireNotStarted();
        after.add(Objects.requireNonNull(filter, "filter"));
    }

    /// Sets what answers when the server itself answers with an error.
    ///
    /// @param status from 400 to 599
    /// @param page answers; the status is set already
    public void errorPage(int status, Handler page) {
        requireNotStarted();
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    "no error: status=" + status + " minimum=400 maximum=599");
        }
        errorPages.put(status, Objects.requireNonNull(page, "page"));
    }

    /// Sets the limits.
    ///
    /// @param newLimits the limits
    public void limits(HttpLimits newLimits) {
        requireNotStarted();
        limits = Objects.requireNonNull(newLimits, "limits");
    }

    /// Sets what reads and writes JSON.
    ///
    /// @param codec what does
    public void json(JsonCodec codec) {
        requireNotStarted();
        json = Objects.requireNonNull(codec, "codec");
    }

    /// Sets the value of the header `Server`.
    ///
    /// @param name the value, empty for no such header
    public void serverName(String name) {
        requireNotStarted();
        HeaderRules.check("Server", name);
        serverName = name;
    }

    /// Has answers to handlers' failures show the stack.
    ///
    /// @param shown whether they do
    public void debug(boolean shown) {
        requireNotStarted();
        debug = shown;
    }

    /// Has each request written to the log `org.jparallel.io.access`.
    ///
    /// @param logged whether it is
    public void accessLog(boolean logged) {
        requireNotStarted();
        accessLog = logged;
    }

    private void requireNotStarted() {
        if (started) {
            throw new IllegalStateException("the server is registered already");
        }
    }

    // --- serving ---------------------------------------------------------------------------------

    /// Takes no more changes.
    ///
    /// @param runtime where it serves
    public void start(TransportHost runtime) {
        requireNotStarted();
        started = true;
        routes.seal();
        host = runtime;
    }

    /// {@return what handles a new connection}
    ///
    /// @param link the connection
    @SuppressWarnings("exports") // for the server's own packages
    public LinkHandler open(Link link) {
        HttpLoop http = loops.computeIfAbsent(link.loop(), loop -> new HttpLoop(this, loop));
        return new HttpConnection(http, link);
    }

    /// {@return the limits}
    public HttpLimits limits() {
        return limits;
    }

    TransportHost host() {
        assert host != null : "not started";
        return host;
    }

    Routes<RouteTarget> routes() {
        return routes;
    }

    JsonCodec json() {
        return json;
    }

    String serverName() {
        return serverName;
    }

    /// {@return how many requests were answered, on all event loops}
    public long requestCount() {
        return loops.values().stream().mapToLong(HttpLoop::requestCount).sum();
    }

    /// {@return how many requests had a handler that failed}
    public long failureCount() {
        return failureCount.sum();
    }

    /// Runs the filters before a handler.
    ///
    /// @return whether the handler is to run
    boolean before(Request request, Response response) throws Exception {
        for (int i = 0; i < before.size(); i++) {
            before.get(i).handle(request, response);
            if (response.isSent()) {
                return false;
            }
        }
        return true;
    }

    /// Runs the filters when a response is about to be sent.
    void finish(Request request, Response response) {
        for (int i = 0; i < after.size(); i++) {
            try {
                after.get(i).handle(request, response);
            } catch (Exception failure) {
                LOG.error("filter failed: request={}", request.path(), failure);
            }
        }
    }

    /// Answers with an error that is the client's.
    void error(Exchange exchange, int status, String reason) {
        Response response = exchange.response;
        response.status(status);
        Handler page = errorPages.get(status);
        if (page != null) {
            try {
                page.handle(exchange.request, response);
            } catch (Exception failure) {
                LOG.error("error page failed: status={}", status, failure);
            }
        }
        if (!response.isSent()) {
            response.text(status + " " + StatusReason.of(status) + "\n" + reason + "\n");
        }
    }

    /// Answers with 500 and an id, and logs the failure under that id.
    void failure(Exchange exchange, Throwable failure) {
        failureCount.increment();
        String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
        LOG.error("handler failed: id={} request={}", id, exchange.targetName(), failure);
        String reason = "id=" + id;
        if (debug) {
            StringWriter stack = new StringWriter();
            failure.printStackTrace(new PrintWriter(stack));
            reason += "\n" + stack;
        }
        error(exchange, 500, reason);
    }

    /// Writes a request that was answered to the access log.
    void log(Exchange exchange, Link link) {
        exchange.http.countRequest();
        if (accessLog) {
            exchange.http.log(exchange, link);
        }
    }
}
