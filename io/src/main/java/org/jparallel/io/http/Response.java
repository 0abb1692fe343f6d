// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// The response to one request.
///
/// First what it is: [#status], [#header], [#cookie], [#contentType]. Then exactly one of the
/// methods that send it: [#text], [#html], [#json], [#bytes], [#stream], [#redirect], [#end].
/// `Content-Length`, `Transfer-Encoding`, `Connection`, `Date` and `Server` are set by the server.
///
/// **Threads.** Only the event loop of its connection: in the handler, or in a callback of
/// [Request#submitWork]. **Memory.** Valid until the response is complete; the object then serves
/// another request.
@ParallelThread
public final class Response {
    private static final byte[] TEXT_TYPE =
            Output.ascii("Content-Type: text/plain; charset=utf-8\r\n");
    private static final byte[] HTML_TYPE =
            Output.ascii("Content-Type: text/html; charset=utf-8\r\n");
    private static final byte[] JSON_TYPE = Output.ascii("Content-Type: application/json\r\n");
    private static final byte[] BYTES_TYPE =
            Output.ascii("Content-Type: application/octet-stream\r\n");
    private static final byte[] NO_TYPE = new byte[0];
    private static final byte[] STATUS_START = Output.ascii("HTTP/1.1 ");
    private static final byte[] LENGTH = Output.ascii("Content-Length: ");
    private static final byte[] CHUNKED = Output.ascii("Transfer-Encoding: chunked\r\n\r\n");
    private static final byte[] CLOSE = Output.ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = Output.ascii("Connection: keep-alive\r\n");
    private static final byte[] LINE_END = Output.ascii("\r\n");

    /// More than all lines that the server itself writes, but for Server and Date.
    private static final int HEAD_BYTES = 384;

    /// A body up to this size is copied behind its head, and leaves in the same write.
    private static final int COPIED_BYTES = 1 << 14;

    /// The length of a body that is not known before it ends.
    private static final long UNKNOWN = -1;

    private final Exchange exchange;
    private final Output output;
    private final List<String> headers = new ArrayList<>();
    private int status;
    private boolean statusSet;
    private boolean sent;
    private boolean finishing;
    private boolean closes;
    private int headerBytes;
    private long bodyBytes;
    private @Nullable String contentType;

    Response(Exchange exchange) {
        this.exchange = exchange;
        output = exchange.output;
    }

    void reset() {
        status = 200;
        statusSet = false;
        sent = false;
        finishing = false;
        closes = false;
        bodyBytes = 0;
        contentType = null;
        if (headerBytes > 0) {
            headers.clear();
            headerBytes = 0;
        }
    }

    // --- what it is ------------------------------------------------------------------------------

    /// Sets the status; 200 unless set.
    ///
    /// @param code from 200 to 599
    /// @return this response
    /// @throws IllegalArgumentException if the code is none of these
    /// @throws IllegalStateException if the response was sent
    public Response status(int code) {
        requireUnsent();
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException(
                    "no final status: status=" + code + " minimum=200 maximum=599");
        }
        status = code;
        statusSet = true;
        return this;
    }

    /// {@return the status}
    public int status() {
        return status;
    }

    /// Adds a header line. One of a name that is there already is a further line.
    ///
    /// @param name a token
    /// @param value without control characters, ISO 8859-1
    /// @return this response
    /// @throws IllegalArgumentException if one of them is not that, or the server sets that header;
    ///     the response is as it was
    /// @throws IllegalStateException if the response was sent
    public Response header(String name, String value) {
        requireUnsent();
        HeaderRules.check(name, value);
        if (OwnHeaders.contains(name)) {
            throw new IllegalArgumentException("set by the server itself: header=" + name);
        }
        if (name.equalsIgnoreCase("Content-Type")) {
            contentType = value;
            return this;
        }
        headers.add(name);
        headers.add(value);
        headerBytes += name.length() + value.length() + ": \r\n".length();
        return this;
    }

    /// Sets a cookie.
    ///
    /// @param cookie the cookie
    /// @return this response
    /// @throws IllegalStateException if the response was sent
    public Response cookie(Cookie cookie) {
        return header("Set-Cookie", cookie.header());
    }

    /// Sets the content type, instead of the one that the sending method brings.
    ///
    /// @param type such as `text/css; charset=utf-8`
    /// @return this response
    /// @throws IllegalArgumentException if it has a control character
    /// @throws IllegalStateException if the response was sent
    public Response contentType(String type) {
        return header("Content-Type", type);
    }

    /// Has the connection closed after this response.
    ///
    /// @return this response
    public Response closeConnection() {
        requireUnsent();
        closes = true;
        return this;
    }

    /// {@return whether it was sent, or has begun to be}
    public boolean isSent() {
        return sent;
    }

    // --- sending ---------------------------------------------------------------------------------

    /// Sends a text as `text/plain`, in UTF-8.
    ///
    /// @param text the body
    /// @throws IllegalStateException if the response was sent
    public void text(String text) {
        send(TEXT_TYPE, text);
    }

    /// Sends a text as `text/html`, in UTF-8.
    ///
    /// @param html the body
    /// @throws IllegalStateException if the response was sent
    public void html(String html) {
        send(HTML_TYPE, html);
    }

    /// Sends a value as JSON, by the [JsonCodec] of the server.
    ///
    /// @param value the value
    /// @throws IllegalArgumentException if it cannot be written; nothing is sent
    /// @throws IllegalStateException if the response was sent
    public void json(Object value) {
        requireUnsent();
        ByteArrayOutputStream body = exchange.http.bodyBuffer();
        exchange.http.service().json().write(value, body);
        send(JSON_TYPE, MemorySegment.ofArray(body.toByteArray()));
    }

    /// Sends bytes as `application/octet-stream`.
    ///
    /// @param bytes the body
    /// @throws IllegalStateException if the response was sent
    public void bytes(byte[] bytes) {
        send(BYTES_TYPE, MemorySegment.ofArray(bytes));
    }

    /// Sends bytes as `application/octet-stream`. Large ones that were allocated in the
    /// connection's context are sent from where they are, others are copied.
    ///
    /// @param bytes the body
    /// @throws IllegalStateException if the response was sent
    public void bytes(MemorySegment bytes) {
        send(BYTES_TYPE, bytes);
    }

    /// Sends the client elsewhere, with 302 unless another status was set.
    ///
    /// @param location the target, a URI reference
    /// @throws IllegalArgumentException if it has a control character; nothing is sent
    /// @throws IllegalStateException if the response was sent
    public void redirect(String location) {
        header("Location", location);
        if (!statusSet) {
            status = 302;
        }
        send(NO_TYPE, MemorySegment.NULL);
    }

    /// Sends the response without a body.
    ///
    /// @throws IllegalStateException if the response was sent
    public void end() {
        send(NO_TYPE, MemorySegment.NULL);
    }

    /// Sends a file, in the kernel where that is possible, with its `ETag` and `Last-Modified`; the
    /// whole of it, the part that the client asked for, or that it has not changed. A file that is
    /// not there or not readable is answered with 404.
    ///
    /// The path is not looked at: to let clients name files, show a directory with
    /// [org.jparallel.io.HttpServer#files].
    ///
    /// @param path the file
    /// @throws java.io.UncheckedIOException if the file is there and cannot be opened
    /// @throws IllegalStateException if the response was sent
    public void file(Path path) {
        requireUnsent();
        FileAnswer.send(exchange.request, this, path);
    }

    /// Sends a file, and closes it if it is open.
    void file(StaticFile file, ByteRange range) {
        boolean passed = false;
        try {
            FileAnswer.validators(this, file.validators());
            header("Accept-Ranges", "bytes");
            if (range instanceof ByteRange.Part part) {
                status(206).header("Content-Range", part.contentRange());
            }
            if (contentType == null) {
                contentType(file.contentType());
            }
            passed =
                    switch (file.body()) {
                        case StaticBody.Held held -> {
                            send(
                                    NO_TYPE,
                                    held.content().asSlice(range.from(), range.byteCount()));
                            yield true;
                        }
                        case StaticBody.Open opened -> file(opened.channel(), range);
                    };
        } finally {
            if (!passed) {
                file.close();
            }
        }
    }

    /// Sends what an open file holds.
    ///
    /// @return whether the channel was passed on, to be closed when it has been sent
    private boolean file(FileChannel channel, ByteRange range) {
        long byteCount = range.byteCount();
        boolean copied = byteCount <= COPIED_BYTES;
        start(NO_TYPE, byteCount, copied ? (int) byteCount : 0);
        if (copied || isBodiless()) {
            if (!isBodiless()) {
                output.put(channel, range.from(), (int) byteCount);
            }
            exchange.stage = Exchange.Stage.DONE;
            return false;
        }
        exchange.stage = Exchange.Stage.ANSWER;
        exchange.connection().sendFile(exchange, channel, range);
        return true;
    }

    /// Sends what answers an error, by the page that users have set for it.
    void error(int code, String reason) {
        exchange.http.service().error(exchange, code, reason);
    }

    /// Sends a body of unknown length part by part, at the pace at which the client reads: in
    /// chunks, or to the end of the connection for HTTP/1.0.
    ///
    /// @param source writes the parts
    /// @throws IllegalStateException if the response was sent
    public void stream(BodySource source) {
        startStream(source, UNKNOWN);
    }

    /// Sends a body of known length part by part, at the pace at which the client reads.
    ///
    /// @param byteCount the length
    /// @param source writes the parts; if it ends too early the connection is cut
    /// @throws IllegalArgumentException if the length is negative
    /// @throws IllegalStateException if the response was sent
    public void stream(long byteCount, BodySource source) {
        if (byteCount < 0) {
            throw new IllegalArgumentException("negative length: byteCount=" + byteCount);
        }
        startStream(source, byteCount);
    }

    private void startStream(BodySource source, long byteCount) {
        boolean chunked = byteCount == UNKNOWN && exchange.head.minorVersion == 1;
        if (byteCount == UNKNOWN && !chunked) {
            requireUnsent();
            closes = true;
        }
        start(BYTES_TYPE, byteCount, 0);
        if (isBodiless()) {
            exchange.stage = Exchange.Stage.DONE;
            BodyStream.tell(source, false);
            return;
        }
        exchange.stage = Exchange.Stage.ANSWER;
        exchange.connection().stream(exchange, source, new BodyWriter(output, chunked, byteCount));
    }

    private void send(byte[] typeLine, String text) {
        if (text.length() <= COPIED_BYTES && Output.isAscii(text)) {
            start(typeLine, text.length(), text.length());
            if (!isBodiless()) {
                output.putAscii(text);
            }
            exchange.stage = Exchange.Stage.DONE;
        } else {
            send(typeLine, MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void send(byte[] typeLine, MemorySegment body) {
        long byteCount = body.byteSize();
        boolean copied = byteCount <= COPIED_BYTES;
        start(typeLine, byteCount, copied ? (int) byteCount : 0);
        if (!isBodiless()) {
            if (copied) {
                output.put(body);
            } else {
                output.sendLarge(body);
            }
        }
        exchange.stage = Exchange.Stage.DONE;
    }

    // --- the head --------------------------------------------------------------------------------

    /// Writes the head, and makes room for so many bytes behind it.
    private void start(byte[] typeLine, long byteCount, int roomBytes) {
        requireUnsent();
        if (!finishing) {
            finishing = true;
            exchange.http.service().finish(exchange.request, this);
            requireUnsent();
        }
        sent = true;
        bodyBytes = Math.max(0, byteCount);
        int typeBytes = contentType == null ? 0 : contentType.length();
        int ownBytes = HEAD_BYTES + exchange.http.serverBytes();
        output.ensure(ownBytes + headerBytes + typeBytes + roomBytes);
        if (status == 200) {
            output.put(exchange.http.okStart());
        } else {
            putStatus();
        }
        putHeaders();
        putConnection();
        if (contentType != null) {
            output.putAscii("Content-Type: ");
            output.putLatin(contentType);
            output.put(LINE_END);
        } else {
            output.put(typeLine);
        }
        putLength(byteCount);
    }

    private void putStatus() {
        output.put(STATUS_START);
        output.putDecimal(status);
        output.put(' ');
        output.putAscii(StatusReason.of(status));
        output.put(LINE_END);
        output.put(exchange.http.serverAndDate());
    }

    private void putHeaders() {
        for (int i = 0; i < headers.size(); i += 2) {
            output.putAscii(headers.get(i));
            output.put(':');
            output.put(' ');
            output.putLatin(headers.get(i + 1));
            output.put(LINE_END);
        }
    }

    private void putConnection() {
        if (closes || exchange.connection().closesAfterThis(exchange)) {
            closes = true;
            output.put(CLOSE);
        } else if (exchange.head.minorVersion == 0) {
            output.put(KEEP_ALIVE);
        }
    }

    /// A 304 has no length: it would have to be that of the 200 (RFC 9110 section 8.6).
    private void putLength(long byteCount) {
        if (status == 204 || status == 304) {
            output.put(LINE_END);
        } else if (byteCount >= 0) {
            output.put(LENGTH);
            output.putDecimal(byteCount);
            output.put(LINE_END);
            output.put(LINE_END);
        } else if (exchange.head.minorVersion == 1) {
            output.put(CHUNKED);
        } else {
            output.put(LINE_END);
        }
    }

    private boolean isBodiless() {
        return exchange.head.method == Method.HEAD || status == 204 || status == 304;
    }

    private void requireUnsent() {
        exchange.request.check();
        if (sent) {
            throw new IllegalStateException("the response was sent already: status=" + status);
        }
    }

    /// Sends what answers a request that is refused, and has the connection closed.
    void refusal(int code, String reason) {
        String text = code + " " + StatusReason.of(code) + "\n" + reason + "\n";
        status = code;
        closes = true;
        finishing = true;
        send(TEXT_TYPE, text);
    }

    // --- for the connection ----------------------------------------------------------------------

    /// {@return whether the connection is closed after it}
    boolean closes() {
        return closes;
    }

    boolean isStatusSet() {
        return statusSet;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    /// Forgets what a handler that failed has set.
    void clear() {
        boolean closing = closes;
        reset();
        closes = closing;
    }
}
