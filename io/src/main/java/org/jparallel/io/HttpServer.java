// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jparallel.Transport;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.jparallel.io.http.Handler;
import org.jparallel.io.http.HttpLimits;
import org.jparallel.io.http.HttpService;
import org.jparallel.io.http.JsonCodec;
import org.jparallel.io.http.StaticRules;
import org.jparallel.io.netty.LinkCounts;
import org.jparallel.io.netty.LinkSettings;

/// An HTTP/1.1 server, strict by RFC 9110 and RFC 9112, with a context for each connection.
///
/// ```java
/// HttpServer server = HttpServer.bind("0.0.0.0", 8080)
///         .get("/hello/{name}", (request, response) ->
///                 response.text("hello " + request.path("name")));
/// async.register(server);
/// async.run();
/// ```
///
/// **Routes** are a method and a template: `/wiki/{name}` has a variable that takes one segment of
/// the path, `/files/{path...}` one that takes all that is left. HEAD, OPTIONS and 405 come of
/// themselves. Everything is set before the server is registered; then it changes no more.
///
/// **Threads.** Handlers run on the event loop of their connection, in its context, one after the
/// other. **Memory.** What a handler allocates lives until what it has sent has left.
@AnyThread
public final class HttpServer implements Transport {
    private final Listening listening;
    private final HttpService service = new HttpService();

    private HttpServer(SocketAddress bindAddress) {
        listening = new Listening("HttpServer", bindAddress);
    }

    /// A server that will listen on an internet address once it is registered.
    ///
    /// @param host a name or an address of this machine; `0.0.0.0` or `::` for all of them
    /// @param port from 0 to 65,535; 0: a free one, see [#port()]
    /// @return the server
    /// @throws IllegalArgumentException if the port is out of range
    public static HttpServer bind(String host, int port) {
        return new HttpServer(Endpoints.local(host, port));
    }

    /// A server that will listen on that address once it is registered.
    ///
    /// @param address an internet address, or a `UnixDomainSocketAddress`
    /// @return the server
    public static HttpServer bind(SocketAddress address) {
        return new HttpServer(Objects.requireNonNull(address, "address"));
    }

    // --- routes ----------------------------------------------------------------------------------

    /// Answers GET, and HEAD.
    ///
    /// @param template the paths
    /// @param handler answers
    /// @return this server
    /// @throws IllegalArgumentException if the template is malformed or taken
    public HttpServer get(String template, Handler handler) {
        return route("GET", template, handler);
    }

    /// Answers POST.
    ///
    /// @param template the paths
    /// @param handler answers, once the body is there
    /// @return this server
    /// @throws IllegalArgumentException if the template is malformed or taken
    public HttpServer post(String template, Handler handler) {
        return route("POST", template, handler);
    }

    /// Answers PUT.
    ///
    /// @param template the paths
    /// @param handler answers, once the body is there
    /// @return this server
    /// @throws IllegalArgumentException if the template is malformed or taken
    public HttpServer put(String template, Handler handler) {
        return route("PUT", template, handler);
    }

    /// Answers DELETE.
    ///
    /// @param template the paths
    /// @param handler answers, once the body is there
    /// @return this server
    /// @throws IllegalArgumentException if the template is malformed or taken
    public HttpServer delete(String template, Handler handler) {
        return route("DELETE", template, handler);
    }

    /// Answers a method.
    ///
    /// @param method in upper case
    /// @param template the paths
    /// @param handler answers, once the body is there
    /// @return this server
    /// @throws IllegalArgumentException if the method or template is malformed or taken
    public HttpServer route(String method, String template, Handler handler) {
        service.route(method, template, handler, false);
        return this;
    }

    /// Answers a method, with the handler called before the body has arrived; it takes the body
    /// part by part with [org.jparallel.io.http.Request#receive]. The limit of bodies does not
    /// hold.
    ///
    /// @param method in upper case
    /// @param template the paths
    /// @param handler answers
    /// @return this server
    /// @throws IllegalArgumentException if the method or template is malformed or taken
    public HttpServer stream(String method, String template, Handler handler) {
        service.route(method, template, handler, true);
        return this;
    }

    /// Shows the files of a directory, and nothing outside of it: an index, no listings, no names
    /// that begin with a dot.
    ///
    /// @param prefix the path under which it is shown, which ends with a slash, such as `/static/`
    /// @param root the directory
    /// @return this server
    /// @throws IllegalArgumentException if the prefix does not end with a slash or is taken, or the
    ///     root is no directory
    public HttpServer files(String prefix, Path root) {
        return files(prefix, root, StaticRules.standard());
    }

    /// Shows the files of a directory.
    ///
    /// @param prefix the path under which it is shown, which ends with a slash, such as `/static/`
    /// @param root the directory
    /// @param rules what is shown of it
    /// @return this server
    /// @throws IllegalArgumentException if the prefix does not end with a slash or is taken, or the
    ///     root is no directory
    public HttpServer files(String prefix, Path root, StaticRules rules) {
        service.files(prefix, root, rules);
        return this;
    }

    /// Runs something before each handler. If it answers, the handler does not run.
    ///
    /// @param filter runs in the order in which filters were added
    /// @return this server
    public HttpServer before(Handler filter) {
        service.before(filter);
        return this;
    }

    /// Runs something when a response is about to be sent; it may look at the status and add
    /// headers, and must not send.
    ///
    /// @param filter runs in the order in which filters were added
    /// @return this server
    public HttpServer after(Handler filter) {
        service.after(filter);
        return this;
    }

    /// Answers in place of the server when a request ends in an error: no route, a handler that
    /// throws. Requests that are refused as malformed get a fixed answer.
    ///
    /// @param status the status that is answered, set in the response already
    /// @param page sends the response
    /// @return this server
    /// @throws IllegalArgumentException if the status is no error
    public HttpServer errorPage(int status, Handler page) {
        service.errorPage(status, page);
        return this;
    }

    // --- settings --------------------------------------------------------------------------------

    /// Sets the limits.
    ///
    /// @param limits the limits
    /// @return this server
    public HttpServer limits(HttpLimits limits) {
        service.limits(limits);
        return this;
    }

    /// Sets what reads and writes JSON; Jackson's databind unless set.
    ///
    /// @param codec what does
    /// @return this server
    public HttpServer json(JsonCodec codec) {
        service.json(codec);
        return this;
    }

    /// Sets the header `Server`; `JParallel` unless set.
    ///
    /// @param name its value, empty for none
    /// @return this server
    public HttpServer serverName(String name) {
        service.serverName(name);
        return this;
    }

    /// Has the answers to handlers' failures show the stack: for development, never in public.
    ///
    /// @param shown whether they do
    /// @return this server
    public HttpServer debug(boolean shown) {
        service.debug(shown);
        return this;
    }

    /// Has each request written to the logger `org.jparallel.io.access`.
    ///
    /// @param logged whether it is
    /// @return this server
    public HttpServer accessLog(boolean logged) {
        service.accessLog(logged);
        return this;
    }

    // --- life ------------------------------------------------------------------------------------

    /// Listens. Called by [org.jparallel.Async#register].
    ///
    /// @throws TransportException if it cannot listen, and why
    @Override
    public void start(TransportHost host) {
        service.start(host);
        HttpLimits limits = service.limits();
        LinkSettings settings =
                new LinkSettings(
                        limits.connections(),
                        HttpService.BUSY,
                        limits.unsentBytes(),
                        limits.sendTimeout(),
                        limits.hogTimeout());
        listening.start(host, this, settings, service::open);
    }

    @Override
    public void stop(Duration grace) {
        listening.stop(grace);
    }

    /// Closes the server and cuts its connections now.
    ///
    /// @throws WrongThreadException unless called by the main thread, a context or a callback
    /// @throws IllegalStateException if it is not registered
    public void close() {
        var _ = close(Duration.ZERO);
    }

    /// Closes the server: it listens no more, idle connections close, requests in flight are
    /// answered; what is left when the time is over is cut. Called again, it can only shorten the
    /// time.
    ///
    /// @param grace how long that may take
    /// @return completed when no connection is left, with what became of those that were open; the
    ///     main thread and contexts may wait for it, a callback must not
    /// @throws WrongThreadException unless called by the main thread, a context or a callback
    /// @throws IllegalStateException if it is not registered
    public CompletableFuture<CloseReport> close(Duration grace) {
        return listening.close(grace);
    }

    /// {@return what it does and has done}
    ///
    /// @throws IllegalStateException if it is not registered
    public HttpStatistics statistics() {
        LinkCounts links = listening.counts();
        return new HttpStatistics(
                links.openCount(),
                links.openedCount(),
                links.refusedCount(),
                links.cutCount(),
                links.receivedBytes(),
                service.requestCount(),
                service.failureCount(),
                links.hogCount());
    }

    /// {@return the port it listens on}
    ///
    /// @throws IllegalStateException if it is not registered, or its address has no port
    public int port() {
        return listening.port();
    }

    /// {@return where it listens}
    ///
    /// @throws IllegalStateException if it is not registered
    public SocketAddress address() {
        return listening.address();
    }

    @Override
    public String toString() {
        return listening.toString();
    }
}
