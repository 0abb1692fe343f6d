// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.LinkHandler;
import org.jparallel.io.netty.LinkTimeoutException;
import org.jparallel.io.netty.Turn;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// One HTTP connection: takes requests apart as they arrive, one after the other, and has each
/// answered before the next one is looked at.
///
/// ```
///            +--------------------- next request --------------------+
///            v                                                       |
///  bytes -> HEAD --> BODY --> ANSWER (handler, works, parts) --> DONE --> close, if it is the last
///            ^ the rest of a head     ^ requests that arrive meanwhile
///            +------- backlog --------+
/// ```
///
/// 1. A request that is whole when it arrives is parsed, answered and forgotten within one read,
///    without a copy and without an object; those pipelined behind it go through the same exchange,
///    and their answers leave in one write.
/// 2. What cannot be used yet waits in the backlog. Behind a request whose answer is awaited
///    nothing is parsed, so answers are in order by construction; reading stops as soon as
///    something waits.
/// 3. `active` is the exchange of a request that is not done when a read ends. It holds its turn,
///    so its memory stays; all other exchanges are given back at the end of the read.
///
/// **Threads.** Only its event loop.
final class HttpConnection implements LinkHandler {
    /// So much is written in one turn before others get theirs: then all of it fits into one chunk
    /// of an arena's middle size, and a client that does not read keeps no far larger one.
    private static final long TURN_BYTES = 40 << 10;

    private final HttpLoop http;
    private final HttpService service;
    private final HttpLimits limits;
    private final Link link;
    private final Backlog backlog = new Backlog();
    private final Answering answering;
    private @Nullable Exchange active;
    private @Nullable BodyStream stream;
    private long requestCount;
    private long sinceNanos;
    private boolean draining;
    private boolean inputEnded;
    private boolean resuming;
    private boolean closed;

    HttpConnection(HttpLoop http, Link link) {
        this.http = http;
        this.link = link;
        service = http.service();
        limits = service.limits();
        answering = new Answering(service, link);
        sinceNanos = http.loop().nowNanos();
    }

    // --- reading ---------------------------------------------------------------------------------

    @Override
    public void opened(Turn turn) {
        sinceNanos = http.loop().nowNanos();
    }

    @Override
    public void received(Turn turn, MemorySegment memory, int byteCount) {
        sinceNanos = http.loop().nowNanos();
        if (backlog.isEmpty() && canRead()) {
            int used = process(turn, memory, 0, byteCount);
            if (!link.isClosing()) {
                backlog.add(link, memory, used, byteCount);
            }
        } else {
            backlog.add(link, memory, 0, byteCount);
            if (canRead()) {
                processBacklog(turn);
            }
        }
        if (!backlog.isEmpty() && !canRead()) {
            link.pauseReading();
        }
    }

    @Override
    public void receivedAll(Turn turn) {
        // All was handed over when each part was processed.
    }

    private boolean canRead() {
        Exchange current = active;
        return !resuming && (current == null || canRead(current));
    }

    /// {@return whether the exchange can use bytes}
    private boolean canRead(Exchange exchange) {
        if (link.isClosing()) {
            return false;
        }
        return switch (exchange.stage) {
            case HEAD -> true;
            case BODY -> exchange.workCount == 0;
            case ANSWER, DONE -> false;
        };
    }

    private void processBacklog(Turn turn) {
        int from = backlog.from();
        int used = process(turn, backlog.memory(), from, backlog.to());
        if (link.isClosing()) {
            backlog.clear();
        } else {
            backlog.consume(used - from);
        }
    }

    /// Uses as many bytes as it can.
    ///
    /// @return behind the last byte used
    private int process(Turn turn, MemorySegment memory, int from, int to) {
        Exchange exchange = active == null ? http.take(turn, link, this) : active;
        int at = from;
        int doneCount = 0;
        boolean partial = false;
        while (at < to && !partial && canRead(exchange)) {
            if (exchange.stage == Exchange.Stage.HEAD) {
                int next = readHead(exchange, memory, at, to);
                partial = next == at;
                at = next;
            } else {
                at = readBody(exchange, memory, at, to);
            }
            if (exchange.isOver() && complete(exchange)) {
                doneCount++;
                boolean full = exchange.output.reservedBytes() >= TURN_BYTES;
                exchange = next(exchange, turn);
                if (full || doneCount == limits.pipelinedRequests() || !link.isWritable()) {
                    resumeLater();
                    break;
                }
            }
        }
        endOfRead(exchange, partial);
        return at;
    }

    /// {@return the exchange of the next request: one that holds a turn lets it go}
    private Exchange next(Exchange exchange, Turn turn) {
        if (active == null) {
            return exchange;
        }
        active = null;
        http.giveBack(exchange);
        return http.take(turn, link, this);
    }

    /// Keeps the exchange if its request is not done, else gives it back.
    private void endOfRead(Exchange exchange, boolean partial) {
        boolean unfinished =
                partial
                        || exchange.stage == Exchange.Stage.BODY
                        || exchange.stage == Exchange.Stage.ANSWER;
        if (exchange.workCount > 0 || (unfinished && !link.isClosing())) {
            active = exchange;
            exchange.hold();
            exchange.output.hand();
        } else {
            active = null;
            http.giveBack(exchange);
        }
    }

    /// @return behind the head, or `at` if it is not whole
    private int readHead(Exchange exchange, MemorySegment memory, int at, int to) {
        int length = exchange.parser.parse(memory, at, to);
        if (length == HeadParser.INCOMPLETE) {
            return at;
        }
        if (length == HeadParser.REFUSED) {
            Refusal refusal = exchange.parser.refusal();
            answering.refuse(exchange, refusal.status(), refusal.reason());
            return to;
        }
        exchange.headParsed(memory, at, length);
        requestCount++;
        answering.begin(exchange, at + length < to);
        return at + length;
    }

    private int readBody(Exchange exchange, MemorySegment memory, int at, int to) {
        int next = exchange.intake.take(exchange, memory, at, to);
        if (exchange.intake.isRefused()) {
            answering.refuse(
                    exchange, exchange.intake.refusedStatus(), exchange.intake.refusedReason());
            return to;
        }
        if (exchange.intake.isComplete() && exchange.stage == Exchange.Stage.BODY) {
            answering.bodyComplete(exchange);
        }
        return next;
    }

    /// The response is complete.
    ///
    /// @return whether the connection goes on
    private boolean complete(Exchange exchange) {
        service.log(exchange, link);
        if (exchange.response.closes()) {
            exchange.output.hand();
            link.close();
            return false;
        }
        sinceNanos = http.loop().nowNanos();
        exchange.reset();
        return true;
    }

    // --- going on --------------------------------------------------------------------------------

    /// Goes on with the backlog after others had their turn.
    private void resumeLater() {
        if (!resuming) {
            resuming = true;
            link.executeInTurn(this::resume);
        }
    }

    private void resume() {
        resuming = false;
        if (closed || link.isClosing()) {
            return;
        }
        if (!link.isWritable()) {
            return;
        }
        if (!backlog.isEmpty() && canRead()) {
            link.call("dataReceived", this::processBacklog);
        }
        settle();
    }

    /// After anything: reads on if there is nothing to wait for, closes if nothing can come.
    private void settle() {
        if (closed || link.isClosing() || resuming) {
            return;
        }
        if (inputEnded ? isWaitingForInput() : draining && isIdle()) {
            link.close();
        } else if (canRead()) {
            link.resumeReading();
        }
    }

    private boolean isIdle() {
        return active == null && backlog.isEmpty();
    }

    /// {@return whether nothing happens before bytes come}
    private boolean isWaitingForInput() {
        Exchange current = active;
        return current == null ? backlog.isEmpty() : canRead(current);
    }

    /// Called after anything has happened to a request whose answer was awaited.
    private void advance(Exchange exchange) {
        if (exchange.isOver() || (closed && exchange.workCount == 0)) {
            boolean goesOn = !closed && complete(exchange);
            active = null;
            stream = null;
            http.giveBack(exchange);
            if (goesOn) {
                resumeLater();
            }
        } else if (exchange.stage == Exchange.Stage.BODY) {
            exchange.output.hand();
            sinceNanos = http.loop().nowNanos();
            resumeLater();
        } else {
            exchange.output.hand();
        }
    }

    @Override
    public void writable(Turn turn) {
        BodyStream current = stream;
        if (current != null) {
            current.pump(turn);
        } else {
            resumeLater();
        }
    }

    @Override
    public void sent(Turn turn, long id, @Nullable Throwable failure) {
        Exchange current = active;
        if (current != null && failure == null) {
            current.stage = Exchange.Stage.DONE;
            advance(current);
        }
    }

    // --- what handlers ask for -------------------------------------------------------------------

    /// Runs a work whose callback comes home to the exchange.
    <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            Exchange exchange,
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback,
            @Nullable Errback errback) {
        // First, since there may be no memory left: then no work is on its way.
        exchange.hold();
        service.host()
                .submitWork(
                        function,
                        argument,
                        result -> home(exchange, () -> callback.accept(result)),
                        failure ->
                                home(
                                        exchange,
                                        () -> {
                                            if (errback == null) {
                                                throw failure;
                                            }
                                            errback.accept(failure);
                                        }));
        exchange.workCount++;
    }

    /// What comes home to an exchange.
    private interface Homecoming {
        void run() throws Throwable;
    }

    /// Runs a callback on the loop, in the turn of its exchange.
    private void home(Exchange exchange, Homecoming callback) {
        link.execute(
                () ->
                        link.callIn(
                                exchange.turn(),
                                exchange.targetName(),
                                _ -> {
                                    exchange.workCount--;
                                    answering.run(exchange, _ -> callback.run());
                                    advance(exchange);
                                }));
    }

    /// Sends a part of a file; the response is complete when it has left.
    void sendFile(Exchange exchange, FileChannel file, ByteRange range) {
        exchange.output.hand();
        link.sendFile(file, range.from(), range.byteCount());
        if (closed) {
            exchange.stage = Exchange.Stage.DONE;
        } else {
            link.notifySent(requestCount);
        }
    }

    /// Sets the receiver of a body.
    void receive(Exchange exchange, BodyReceiver receiver) {
        exchange.intake.receiver(receiver);
    }

    /// Gives a part of a body to its receiver.
    void deliver(Exchange exchange, Answering.Step step) {
        answering.deliver(exchange, step);
    }

    /// Begins to send a body part by part.
    void stream(Exchange exchange, BodySource source, BodyWriter writer) {
        BodyStream begun = new BodyStream(link, exchange, source, writer, this::streamEnded);
        if (closed) {
            begun.cut();
            exchange.stage = Exchange.Stage.DONE;
            return;
        }
        stream = begun;
        link.execute(begun::pumpLater);
    }

    private void streamEnded(Exchange exchange) {
        stream = null;
        if (active != exchange) {
            return;
        }
        exchange.stage = Exchange.Stage.DONE;
        advance(exchange);
    }

    /// {@return whether the connection closes after the response of this exchange}
    boolean closesAfterThis(Exchange exchange) {
        return draining
                || !exchange.head.keepAlive
                || requestCount >= limits.requestsPerConnection()
                || !exchange.intake.isComplete();
    }

    // --- ending ----------------------------------------------------------------------------------

    @Override
    public void inputEnded(Turn turn) {
        inputEnded = true;
        settle();
    }

    @Override
    public void drain() {
        draining = true;
        settle();
    }

    @Override
    public void tick(long nowNanos) {
        BodyStream waiting = stream;
        if (waiting != null) {
            waiting.tick();
            return;
        }
        long elapsedNanos = nowNanos - sinceNanos;
        Exchange current = active;
        if (current == null) {
            if (backlog.isEmpty() && elapsedNanos > limits.idleTimeout().toNanos()) {
                link.close();
            }
        } else if (current.workCount == 0) {
            checkTime(current, nowNanos, elapsedNanos);
        }
    }

    private void checkTime(Exchange current, long nowNanos, long elapsedNanos) {
        boolean headLate =
                current.stage == Exchange.Stage.HEAD
                        && nowNanos - current.headSinceNanos > limits.headerTimeout().toNanos();
        boolean bodyLate =
                current.stage == Exchange.Stage.BODY
                        && elapsedNanos > limits.bodyTimeout().toNanos();
        if (headLate || bodyLate) {
            String what = headLate ? "head takes too long" : "body takes too long";
            link.call("timeout", _ -> timeOut(current, what));
        }
    }

    private void timeOut(Exchange current, String what) {
        if (!current.response.isSent()) {
            answering.refuse(current, 408, what);
            complete(current);
        } else {
            link.cut(new LinkTimeoutException(what, 0));
        }
        active = null;
        backlog.clear();
        http.giveBack(current);
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        closed = true;
        backlog.clear();
        BodyStream cut = stream;
        stream = null;
        if (cut != null) {
            cut.cut();
        }
        Exchange current = active;
        if (current != null && current.workCount == 0) {
            active = null;
            http.giveBack(current);
        }
    }
}
