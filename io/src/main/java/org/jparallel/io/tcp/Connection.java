// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.ParallelThread;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.Turn;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.Work;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// One connection of a server or client, as its protocol sees it.
///
/// **Sending.** All that a callback sends leaves in one gathering write when the callback returns,
/// or when all callbacks of the same read have. Each send has an id, counted from 1, which comes
/// back in `sendComplete` or `sendFailed`. A connection that is closing or has closed sends
/// nothing: the id is 0 then. While more than [ProtocolSettings#unsentBytes()] wait to be sent, the
/// connection does not read.
///
/// **Threads.** What is marked may be called by any thread; the rest belongs to callbacks of this
/// very connection, and throws `WrongThreadException` anywhere else. Others, such as a callback of
/// another connection, use [#execute].
///
/// **Memory.** What a callback allocates in its context, and what it sends, lives until all it has
/// sent has left. Between callbacks a connection holds nothing but what it [keeps][#keep].
@ParallelThread
public final class Connection {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final ConnectionDriver driver;
    private final Link link;
    private final long id = LAST_ID.incrementAndGet();

    Connection(ConnectionDriver driver, Link link) {
        this.driver = driver;
        this.link = link;
    }

    // --- sending ---------------------------------------------------------------------------------

    /// Sends bytes, which are copied.
    ///
    /// @param bytes which
    /// @return the id of the send, 0 if the connection is closing
    /// @throws org.jparallel.arena.ArenaExhaustedException if the context has no room for them;
    ///     nothing is sent then
    public long send(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        driver.requireInside("send");
        if (!driver.isOpen()) {
            return 0;
        }
        driver.outbox().put(driver.turn("send"), MemorySegment.ofArray(bytes));
        return driver.outbox().seal();
    }

    /// Sends text in UTF-8.
    ///
    /// @param text which
    /// @return the id of the send, 0 if the connection is closing
    /// @throws org.jparallel.arena.ArenaExhaustedException if the context has no room for it;
    ///     nothing is sent then
    public long send(String text) {
        Objects.requireNonNull(text, "text");
        driver.requireInside("send");
        if (!driver.isOpen()) {
            return 0;
        }
        driver.outbox().put(driver.turn("send"), text);
        return driver.outbox().seal();
    }

    /// Sends memory. That of the callback's context is sent from where it lies: it must not be
    /// changed any more, and the context cannot be rewound behind it. Other memory is copied.
    ///
    /// @param bytes which
    /// @return the id of the send, 0 if the connection is closing
    /// @throws IllegalStateException if the memory is dead
    /// @throws org.jparallel.arena.ArenaExhaustedException if the context has no room for a copy;
    ///     nothing is sent then
    public long send(MemorySegment bytes) {
        Objects.requireNonNull(bytes, "bytes");
        driver.requireInside("send");
        if (!driver.isOpen()) {
            return 0;
        }
        driver.outbox().put(driver.turn("send"), bytes);
        return driver.outbox().seal();
    }

    /// Sends several parts as one send.
    ///
    /// @param parts each a `byte[]`, a `String` or a `MemorySegment`, as in the other sends
    /// @return the id of the send, 0 if the connection is closing
    /// @throws IllegalArgumentException if a part is of another type; nothing is sent then
    /// @throws org.jparallel.arena.ArenaExhaustedException if the context has no room for them;
    ///     nothing is sent then
    public long sendAll(Object... parts) {
        driver.requireInside("sendAll");
        for (int i = 0; i < parts.length; i++) {
            requireSendable(i, parts[i]);
        }
        if (!driver.isOpen()) {
            return 0;
        }
        driver.outbox().put(driver.turn("sendAll"), parts);
        return driver.outbox().seal();
    }

    private static void requireSendable(int index, @Nullable Object part) {
        boolean sendable =
                part instanceof byte[] || part instanceof String || part instanceof MemorySegment;
        if (!sendable) {
            throw new IllegalArgumentException(
                    "part cannot be sent: index=%d type=%s"
                            .formatted(index, part == null ? "null" : part.getClass().getName()));
        }
    }

    /// Sends a file of any size, without reading it into memory, with something before and after.
    ///
    /// @param before bytes that precede it
    /// @param path the file
    /// @param after bytes that follow it
    /// @return the id of the send, 0 if the connection is closing
    /// @throws IOException if the file cannot be opened; nothing is sent then
    public long sendFile(byte[] before, Path path, byte[] after) throws IOException {
        Objects.requireNonNull(path, "path");
        return sendRange(before, path, 0, FileRange.REST, after);
    }

    /// Sends a range of a file, of any size, without reading it into memory.
    ///
    /// @param before bytes that precede it
    /// @param path the file
    /// @param offset the first byte of the range
    /// @param byteCount how many bytes
    /// @param after bytes that follow it
    /// @return the id of the send, 0 if the connection is closing
    /// @throws IOException if the file cannot be opened; nothing is sent then
    /// @throws IllegalArgumentException if the file does not have this range; nothing is sent then
    public long sendFile(byte[] before, Path path, long offset, long byteCount, byte[] after)
            throws IOException {
        Objects.requireNonNull(path, "path");
        if (byteCount < 0) {
            throw new IllegalArgumentException("negative size: byteCount=" + byteCount);
        }
        return sendRange(before, path, offset, byteCount, after);
    }

    private long sendRange(byte[] before, Path path, long offset, long byteCount, byte[] after)
            throws IOException {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        driver.requireInside("sendFile");
        if (!driver.isOpen()) {
            return 0;
        }
        Turn turn = driver.turn("sendFile");
        driver.outbox().put(turn, before, FileRange.open(path, offset, byteCount), after);
        return driver.outbox().seal();
    }

    // --- closing ---------------------------------------------------------------------------------

    /// Closes the connection once what was sent has left and works that it has submitted are home.
    @AnyThread
    public void close() {
        if (driver.isInside()) {
            driver.askClose();
        } else {
            link.execute(driver::askClose);
        }
    }

    /// Closes the connection now. What has not left is lost.
    @AnyThread
    public void cut() {
        if (driver.isInside()) {
            link.cut(null);
        } else {
            link.execute(() -> link.cut(null));
        }
    }

    /// {@return whether it is open, and is not being closed}
    @AnyThread
    public boolean isOpen() {
        return link.isOpen() && !link.isClosing();
    }

    // --- what it keeps ---------------------------------------------------------------------------

    /// Keeps a clone of a value until it is overwritten or dropped, or the connection has closed.
    ///
    /// @param key what it is called
    /// @param value what to clone
    /// @throws org.jparallel.xlist.NotCloneableException if it, or something in it, cannot be
    ///     cloned; the value before stays
    /// @throws org.jparallel.arena.ArenaExhaustedException if there is no memory for it; the value
    ///     before stays
    /// @throws ConnectionClosedException if called by errbacks after the connection has closed
    public void keep(String key, Object value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        driver.requireInside("keep");
        driver.keptValues().keep(key, value);
    }

    /// {@return a new clone of a value that is kept, if there is one}
    ///
    /// @param <T> its type
    /// @param key what it is called
    /// @param type its type
    /// @throws ClassCastException if it is of another type
    public <T> Optional<T> kept(String key, Class<T> type) {
        Objects.requireNonNull(key, "key");
        driver.requireInside("kept");
        return driver.keptValues().kept(key).map(type::cast);
    }

    /// Frees a value that is kept.
    ///
    /// @param key what it is called
    /// @return whether there was one
    public boolean drop(String key) {
        Objects.requireNonNull(key, "key");
        driver.requireInside("drop");
        return driver.keptValues().drop(key);
    }

    // --- works -----------------------------------------------------------------------------------

    /// Submits a work whose callback comes home: it runs as a callback of this connection, before
    /// any further data. Several come home in the order in which they were submitted.
    ///
    /// The result comes home as a structured clone, made in the context of the work, unless nobody
    /// can change it; one that cannot be cloned is a failure of the work, a
    /// [org.jparallel.xlist.NotCloneableException]. Regions in it move without a copy.
    ///
    /// Until then the connection does not read, and the memory of the present callback stays. What
    /// the function or the callback throws goes to the exception handler, and so does a
    /// [ConnectionClosedException] in place of the result if the connection has closed meanwhile.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function runs in a parallel context of its own
    /// @param argument its argument; memory of a context cannot be read by another
    /// @param callback takes the result, on the event loop of this connection
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(callback, "callback");
        driver.works().submit(function, argument, callback, null);
    }

    /// Submits a work whose callback or errback comes home, as
    /// [above][#submitWork(WorkFunction, Object, Callback)].
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function runs in a parallel context of its own
    /// @param argument its argument; memory of a context cannot be read by another
    /// @param callback takes the result, on the event loop of this connection
    /// @param errback takes what the function threw, or a [ConnectionClosedException] if the
    ///     connection has closed meanwhile, on the event loop of this connection
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback,
            Errback errback) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(errback, "errback");
        driver.works().submit(function, argument, callback, errback);
    }

    /// Runs something as a callback of this connection, after those that run or wait now. If it has
    /// closed by then, nothing happens.
    ///
    /// @param work what runs; what it throws goes to the exception handler
    @AnyThread
    public void execute(Work work) {
        Objects.requireNonNull(work, "work");
        link.execute(() -> driver.runOwn(work));
    }

    // --- reading ---------------------------------------------------------------------------------

    /// Stops reading, so that the peer has to wait, until [#resume()].
    public void pause() {
        driver.requireInside("pause");
        driver.pauses().add(ReadingPauses.USER);
    }

    /// Goes on reading after [#pause()].
    public void resume() {
        driver.requireInside("resume");
        driver.pauses().remove(ReadingPauses.USER);
    }

    // --- looking ---------------------------------------------------------------------------------

    /// {@return a number that no other connection of this process has}
    @AnyThread
    public long id() {
        return id;
    }

    /// {@return the address of the peer, null if it has none, as for many unix domain sockets}
    @AnyThread
    public @Nullable SocketAddress remoteAddress() {
        return link.remoteAddress();
    }

    /// {@return the address of this side, null if it has none, or once it is closed}
    @AnyThread
    public @Nullable SocketAddress localAddress() {
        return link.localAddress();
    }

    /// {@return what it has done so far}
    public ConnectionStatistics statistics() {
        driver.requireInside("statistics");
        return driver.statistics();
    }

    /// {@return its number and the address of its peer}
    @Override
    @AnyThread
    public String toString() {
        return id + " " + link;
    }
}
