// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jparallel.context.Context;
import org.jparallel.guard.ParallelThread;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.LinkHandler;
import org.jparallel.io.netty.Turn;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;

/// Turns what happens on a link into the callbacks of its protocol.
///
/// The callback that runs has the turn; only then may its connection send. The link closes in order
/// once that was asked for, or nothing is of interest any more, and no work is on its way home.
///
/// **Threads.** Only the event loop of the link.
@ParallelThread
final class ConnectionDriver implements LinkHandler {
    private static final ConnectionCallbacks NO_CALLBACKS = new ConnectionCallbacks() {};

    private final ConnectionService service;
    private final ProtocolSettings settings;
    private final CallbackSet set;
    private final Link link;
    private final Thread thread = Thread.currentThread();
    private final Connection connection;
    private final Outbox outbox;
    private final ReadingPauses pauses;
    private final HomeComing works;
    private final LineSplitter lines;
    private final KeptValues keptValues;
    private ConnectionCallbacks callbacks = NO_CALLBACKS;
    private @Nullable Turn turn;
    private boolean inside;
    private boolean closeAsked;
    private boolean closed;
    private boolean forgotten;
    private @Nullable Throwable closeCause;
    private long activeNanos;
    private long receivedBytes;

    ConnectionDriver(ConnectionService service, Link link) {
        this.service = service;
        this.link = link;
        settings = service.settings();
        set = service.callbackSet();
        connection = new Connection(this, link);
        outbox = new Outbox(link, service, set.hearsSends());
        pauses = new ReadingPauses(link);
        works = new HomeComing(this);
        lines = new LineSplitter(settings.lineLimitBytes());
        keptValues = new KeptValues(service.host().budget());
        activeNanos = link.loop().nowNanos();
    }

    Link link() {
        return link;
    }

    Connection connection() {
        return connection;
    }

    ConnectionService service() {
        return service;
    }

    Outbox outbox() {
        return outbox;
    }

    ReadingPauses pauses() {
        return pauses;
    }

    HomeComing works() {
        return works;
    }

    /// {@return the values it keeps}
    ///
    /// @throws ConnectionClosedException if they are gone, and none can be kept any more
    KeptValues keptValues() {
        if (forgotten) {
            throw new ConnectionClosedException(connection);
        }
        return keptValues;
    }

    // --- what users ask for ----------------------------------------------------------------------

    /// {@return the turn of the callback that runs}
    ///
    /// @param call what is called, for the message
    /// @throws WrongThreadException if no callback of this connection runs on this thread
    /// @throws ConnectionClosedException if the callback is told that the connection has closed
    Turn turn(String call) {
        requireInside(call);
        Turn present = turn;
        if (present == null) {
            throw new ConnectionClosedException(connection);
        }
        return present;
    }

    /// {@return whether the calling thread is in a callback of this connection}
    boolean isInside() {
        return Thread.currentThread() == thread && inside;
    }

    /// Refuses calls that do not come from a callback of this connection.
    ///
    /// @param call what is called, for the message
    /// @throws WrongThreadException if no callback of this connection runs on this thread
    void requireInside(String call) {
        if (!isInside()) {
            throw outside(call);
        }
    }

    private WrongThreadException outside(String call) {
        return new WrongThreadException(
                call
                        + " is for callbacks of the connection, others use execute: connection="
                        + connection
                        + " thread="
                        + Thread.currentThread().getName());
    }

    boolean isClosed() {
        return closed;
    }

    /// {@return whether more can be sent}
    boolean isOpen() {
        return !closed && !link.isClosing();
    }

    void askClose() {
        closeAsked = true;
        settle();
    }

    // --- running callbacks -----------------------------------------------------------------------

    /// Runs a callback in a turn, or without one when nothing can be sent any more. What it throws
    /// goes to the exception handler.
    void run(@Nullable Turn held, String name, Work callback) {
        link.loop().callback(name);
        enter(held);
        try {
            callback.run();
        } catch (Throwable failure) {
            failed(name, failure);
        } finally {
            leave();
        }
    }

    private void enter(@Nullable Turn held) {
        assert !inside : "a callback inside of a callback";
        turn = held;
        inside = true;
    }

    private void leave() {
        turn = null;
        inside = false;
    }

    private void failed(String name, Throwable failure) {
        service.failures().failed();
        try {
            callbacks.exceptionHandler(connection, name, failure);
        } catch (Throwable unhandled) {
            if (unhandled != failure) {
                failure.addSuppressed(unhandled);
            }
            if (!(failure instanceof ConnectionClosedException)) {
                service.failures().unhandled(connection, name, failure);
            }
            link.cut(failure);
        }
    }

    /// Closes the link in order if it is time.
    void settle() {
        boolean done =
                closeAsked || (!set.isInterested(settings) && outbox.outstandingCount() == 0);
        if (done && works.isEmpty() && isOpen()) {
            link.close();
        }
    }

    /// Runs something that was asked for from elsewhere.
    void runOwn(Work work) {
        if (!closed) {
            link.call("execute", held -> run(held, "execute", work));
            settle();
        }
    }

    ConnectionStatistics statistics() {
        return new ConnectionStatistics(
                receivedBytes,
                outbox.lastId(),
                outbox.sentBytes(),
                keptValues.byteCount(),
                works.count());
    }

    // --- what happens on the link ----------------------------------------------------------------

    @Override
    public void opened(Turn held) {
        run(held, "connectionMade", this::made);
        settle();
    }

    private void made() throws Exception {
        callbacks = service.newCallbacks();
        if (CallbackSet.hasInitialBytes(settings)) {
            connection.send(settings.initialBytesToSend().bytes(connection));
        }
        callbacks.connectionMade(connection);
    }

    @Override
    public void received(Turn held, MemorySegment memory, int byteCount) {
        activeNanos = link.loop().nowNanos();
        receivedBytes += byteCount;
        enter(held);
        try {
            hear(memory, byteCount);
        } catch (Throwable failure) {
            failed(set.hearsLines() ? "linesReceived" : "dataReceived", failure);
        } finally {
            leave();
        }
        if (settings.mode().isHasty()) {
            link.flush();
        }
    }

    private void hear(MemorySegment memory, int byteCount) throws Exception {
        if (set.hearsData()) {
            MemorySegment data = Context.current().allocate(byteCount, 1);
            MemorySegment.copy(memory, 0, data, 0, byteCount);
            callbacks.dataReceived(connection, data);
        } else if (set.hearsLines()) {
            link.loop().callback("linesReceived");
            hearLines(lines.split(memory, byteCount));
        } else if (CallbackSet.hasNextBytes(settings)) {
            link.loop().callback("nextBytesToSend");
            connection.send(settings.nextBytesToSend().bytes(connection));
        } else {
            return;
        }
        pauses.pauseFor(settings.rateLimit());
    }

    private void hearLines(List<String> complete) throws Exception {
        if (!complete.isEmpty()) {
            callbacks.linesReceived(connection, complete);
        }
        if (lines.takeOverflow()) {
            throw new LineTooLongException(settings.lineLimitBytes());
        }
    }

    @Override
    public void receivedAll(Turn held) {
        settle();
    }

    @Override
    public void inputEnded(Turn held) {
        if (set.hearsLines()) {
            run(held, "linesReceived", () -> hearLines(lines.rest()));
        }
        run(held, "inputEnded", () -> callbacks.inputEnded(connection));
        settle();
    }

    @Override
    public void writable(Turn held) {
        // The protocol goes by sendComplete.
    }

    @Override
    public void sent(Turn held, long id, @Nullable Throwable failure) {
        activeNanos = link.loop().nowNanos();
        outbox.ended();
        if (closed) {
            return;
        }
        if (failure == null) {
            run(held, "sendComplete", () -> callbacks.sendComplete(connection, id));
        } else {
            run(held, "sendFailed", () -> callbacks.sendFailed(connection, id, failure));
        }
        settle();
    }

    @Override
    public void tick(long nowNanos) {
        long limitNanos = settings.idleTimeout().toNanos();
        if (limitNanos == 0 || !works.isEmpty() || link.hasUnsent()) {
            return;
        }
        long idleNanos = nowNanos - activeNanos;
        if (idleNanos > limitNanos) {
            closeCause = new IdleTimeoutException(settings.idleTimeout());
            link.close();
        }
    }

    @Override
    public void drain() {
        askClose();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        closed = true;
        run(
                null,
                "connectionClosed",
                () -> callbacks.connectionClosed(connection, cause == null ? closeCause : cause));
        forgotten = true;
        keptValues.close();
    }
}
