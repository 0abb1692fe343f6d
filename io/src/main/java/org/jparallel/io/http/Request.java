// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jparallel.context.Context;
import org.jparallel.guard.ParallelThread;
import org.jparallel.io.netty.Link;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// One request.
///
/// Nothing of it is a Java object until it is asked for: what a method returns is made then, from
/// the bytes as they came.
///
/// **Threads.** Only the event loop of its connection: in the handler, or in a callback of
/// [#submitWork]. **Memory.** Valid until the response is complete; the object then serves another
/// request. What its methods return stays valid, except the segment of [#body()], which dies when
/// what the handler has sent has left.
@ParallelThread
public final class Request {
    private final Exchange exchange;
    private @Nullable Thread owner;
    private @Nullable Parameters query;
    private @Nullable Parameters form;
    private @Nullable Map<String, String> cookies;

    Request(Exchange exchange) {
        this.exchange = exchange;
    }

    void reset() {
        owner = Thread.currentThread();
        query = null;
        form = null;
        cookies = null;
    }

    void finish() {
        owner = null;
    }

    /// Refuses other threads, and all once the response is complete.
    void check() {
        Thread current = Thread.currentThread();
        if (owner != current) {
            if (owner == null) {
                throw new IllegalStateException("the response is complete");
            }
            throw new WrongThreadException(
                    "request of another thread: thread="
                            + current.getName()
                            + " owner="
                            + owner.getName());
        }
    }

    private RequestHead head() {
        check();
        return exchange.head;
    }

    private String slice(int from, int to) {
        byte[] bytes = new byte[to - from];
        MemorySegment.copy(
                exchange.bytes(), JAVA_BYTE, exchange.from() + from, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// {@return what the access log tells of the request}
    AccessLog.Entry logEntry(Link link, long nowSecond) {
        RequestHead head = exchange.head;
        boolean refused = exchange.bytes().byteSize() == 0;
        String query = refused || head.queryFrom < 0 ? "" : "?" + rawQuery().orElse("");
        return new AccessLog.Entry(
                address(link),
                nowSecond,
                refused ? "" : method(),
                refused ? "" : path() + query,
                version(),
                exchange.response.status(),
                exchange.response.bodyBytes(),
                refused ? null : header("referer").orElse(null),
                refused ? null : header("user-agent").orElse(null));
    }

    private static String address(Link link) {
        return link.remoteAddress() instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : "-";
    }

    // --- the target ------------------------------------------------------------------------------

    /// {@return the method, such as `GET`}
    public String method() {
        RequestHead head = head();
        return head.method == Method.EXTENSION
                ? slice(head.methodFrom, head.methodTo)
                : head.method.name();
    }

    /// {@return the path as it came, with its escapes; `/` if the target had none, `*` for the
    /// server as a whole}
    public String path() {
        RequestHead head = head();
        String path = slice(head.pathFrom, head.pathTo);
        return path.isEmpty() ? "/" : path;
    }

    /// A variable of the path, decoded.
    ///
    /// @param name as in the template of the route
    /// @return what stood in its place
    /// @throws IllegalArgumentException if the template has no such variable
    /// @throws BadRequestException if its escapes are not UTF-8
    public String path(String name) {
        check();
        return exchange.match
                .value(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no such variable in the path: name="
                                                + name
                                                + " route="
                                                + exchange.match.route()));
    }

    /// {@return a variable of the path with its escapes, in the path's normal form}
    String encodedPath(String name) {
        check();
        return exchange.match.encodedValue(exchange.match.route().names().indexOf(name));
    }

    /// {@return the query as it came, if there is one, without its question mark}
    public Optional<String> rawQuery() {
        RequestHead head = head();
        return head.queryFrom < 0
                ? Optional.empty()
                : Optional.of(slice(head.queryFrom, head.queryTo));
    }

    /// {@return the parameters of the query}
    ///
    /// @throws BadRequestException if an escape is malformed, or there are too many
    public Parameters query() {
        RequestHead head = head();
        Parameters present = query;
        if (present == null) {
            int from = exchange.from();
            present =
                    head.queryFrom < 0
                            ? Parameters.none()
                            : Parameters.parse(
                                    exchange.bytes(), from + head.queryFrom, from + head.queryTo);
            query = present;
        }
        return present;
    }

    /// {@return the first parameter of that name in the query, if there is one}
    ///
    /// @param name its name
    /// @throws BadRequestException if an escape is malformed, or there are too many
    public Optional<String> query(String name) {
        return query().value(name);
    }

    /// {@return host and port as the client named them, the target's before the header's; nothing
    /// only for HTTP/1.0}
    public Optional<String> authority() {
        RequestHead head = head();
        return head.authorityFrom < 0
                ? Optional.empty()
                : Optional.of(slice(head.authorityFrom, head.authorityTo));
    }

    /// {@return the protocol version, `HTTP/1.1` or `HTTP/1.0`}
    public String version() {
        return head().minorVersion == 0 ? "HTTP/1.0" : "HTTP/1.1";
    }

    // --- headers ---------------------------------------------------------------------------------

    /// {@return the value of the first header of that name, if there is one}
    ///
    /// @param name its name, in any case
    public Optional<String> header(String name) {
        RequestHead head = head();
        int index = indexOf(head, lowerCase(name), 0);
        return index < 0
                ? Optional.empty()
                : Optional.of(slice(head.valueFrom(index), head.valueTo(index)));
    }

    /// {@return false if no header can be `Range` or one of `If-…`, by their first letters}
    boolean mayBeConditional() {
        RequestHead head = head();
        for (int i = 0; i < head.headerCount; i++) {
            int first = exchange.bytes().get(JAVA_BYTE, exchange.from() + head.nameFrom(i));
            if (Character.toLowerCase(first) == 'i' || Character.toLowerCase(first) == 'r') {
                return true;
            }
        }
        return false;
    }

    /// {@return the values of all headers of that name, in their order}
    ///
    /// @param name its name, in any case
    public List<String> headers(String name) {
        RequestHead head = head();
        byte[] lower = lowerCase(name);
        List<String> values = new ArrayList<>(1);
        for (int i = indexOf(head, lower, 0); i >= 0; i = indexOf(head, lower, i + 1)) {
            values.add(slice(head.valueFrom(i), head.valueTo(i)));
        }
        return values;
    }

    /// {@return the names of all headers as they came, in their order}
    public List<String> headerNames() {
        RequestHead head = head();
        List<String> names = new ArrayList<>(head.headerCount);
        for (int i = 0; i < head.headerCount; i++) {
            names.add(slice(head.nameFrom(i), head.nameTo(i)));
        }
        return names;
    }

    /// {@return the value of a cookie, if it came}
    ///
    /// @param name its name
    public Optional<String> cookie(String name) {
        Map<String, String> present = cookies;
        if (present == null) {
            present = CookieHeader.parse(String.join("; ", headers("cookie")));
            cookies = present;
        }
        check();
        return Optional.ofNullable(present.get(name));
    }

    private int indexOf(RequestHead head, byte[] lowerName, int first) {
        return head.headerIndex(exchange.bytes(), exchange.from(), lowerName, first);
    }

    private static byte[] lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    }

    // --- the body --------------------------------------------------------------------------------

    /// {@return the length of the body that the client announced, or -1 if there is none or it
    /// comes in chunks}
    public long contentLength() {
        return head().contentLength;
    }

    /// {@return the body, in the connection's context}
    public MemorySegment body() {
        check();
        MemorySegment view = exchange.body.view();
        MemorySegment copy = Context.current().allocate(view.byteSize(), 1);
        copy.copyFrom(view);
        return copy;
    }

    /// {@return a copy of the body}
    public byte[] bodyBytes() {
        check();
        return exchange.body.toArray();
    }

    /// {@return the body as a text in UTF-8, malformed bytes replaced}
    public String bodyText() {
        return new String(bodyBytes(), StandardCharsets.UTF_8);
    }

    /// {@return the body read as JSON, by the [JsonCodec] of the server}
    ///
    /// @param <T> the type
    /// @param type the type
    /// @throws BadRequestException if the body is not such a value
    public <T> T json(Class<T> type) {
        check();
        return exchange.http
                .service()
                .json()
                .read(new java.io.ByteArrayInputStream(bodyBytes()), type);
    }

    /// {@return the parameters of a form that was posted url-encoded}
    ///
    /// @throws BadRequestException if the content type is another one, an escape is malformed, or
    ///     there are too many
    public Parameters form() {
        check();
        Parameters present = form;
        if (present == null) {
            String type = header("content-type").orElse("none");
            String bare = type.split(";", 2)[0].strip();
            if (!bare.equalsIgnoreCase("application/x-www-form-urlencoded")) {
                throw new BadRequestException("no url-encoded form: contentType=" + type);
            }
            MemorySegment view = exchange.body.view();
            present = Parameters.parse(view, 0, Math.toIntExact(view.byteSize()));
            form = present;
        }
        return present;
    }

    /// Takes the body of a request part by part. Only for routes that stream, in their handler.
    ///
    /// @param receiver takes the parts
    /// @throws IllegalStateException if the route does not stream, or there is a receiver already
    public void receive(BodyReceiver receiver) {
        check();
        exchange.connection().receive(exchange, Objects.requireNonNull(receiver, "receiver"));
    }

    // --- the connection --------------------------------------------------------------------------

    /// {@return the address of the client, if it is known}
    public Optional<SocketAddress> remoteAddress() {
        check();
        return Optional.ofNullable(exchange.link().remoteAddress());
    }

    /// {@return whether the client is still connected, as far as is known}
    public boolean isConnected() {
        check();
        return exchange.link().isOpen();
    }

    /// Runs a function in a parallel context; the callback comes home to this request, on the event
    /// loop, and answers it. What either throws is answered with 500.
    ///
    /// The result comes home as a structured clone, made in the context of the work, unless nobody
    /// can change it; one that cannot be cloned is a failure of the work, a
    /// [org.jparallel.xlist.NotCloneableException]. Regions in it move without a copy.
    ///
    /// Until then the connection keeps the memory of this request, and later requests wait. If the
    /// client has gone meanwhile the callback comes all the same: [#isConnected()] tells, and what
    /// it sends goes nowhere.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs; it must not use this request, which belongs to the event loop
    /// @param argument its argument
    /// @param callback takes the result
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback) {
        check();
        exchange.connection()
                .submitWork(
                        exchange,
                        Objects.requireNonNull(function, "function"),
                        argument,
                        Objects.requireNonNull(callback, "callback"),
                        null);
    }

    /// Runs a function in a parallel context, as [#submitWork(WorkFunction, Object, Callback)].
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs
    /// @param argument its argument
    /// @param callback takes the result
    /// @param errback takes what the function threw, on the event loop
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback,
            Errback errback) {
        check();
        exchange.connection()
                .submitWork(
                        exchange,
                        Objects.requireNonNull(function, "function"),
                        argument,
                        Objects.requireNonNull(callback, "callback"),
                        Objects.requireNonNull(errback, "errback"));
    }
}
