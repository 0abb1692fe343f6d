// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections of one server or client: how they are made, how many there are and were, how
/// they end.
///
/// ```
/// serving -> draining -> cutting -> ended: no source of connections is open, none is left
/// ```
///
/// A connection is *arriving* from the moment it is accepted, or its name is looked up, until its
/// loop has it. It is active from then on, so that `run()` does not return while one is on its way
/// from the thread that accepts to its own; one that opens late finds out itself that it has to
/// drain or is to be cut.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `links` | loops | concurrent set | any | concurrent set |
/// | `arrivingCount` | any | atomic | any | atomic |
/// | `draining`, `cutting`, `sourceOpen` | any | volatile | any | volatile |
/// | the counts | loops | atomic add | any | sum |
@AnyThread
final class LinkOwner {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final Duration LONGEST = Duration.ofDays(1_000);

    final LinkSettings settings;
    final LongAdder receivedBytes = new LongAdder();
    final LongAdder openedCount = new LongAdder();
    final LongAdder refusedCount = new LongAdder();
    final LongAdder cutCount = new LongAdder();

    private final TransportHost host;
    private final EventLoops loops;
    private final Function<? super Link, ? extends LinkHandler> opener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger arrivingCount = new AtomicInteger();
    private final CompletableFuture<LinkCounts> ended;
    private volatile boolean sourceOpen = true;
    private volatile boolean draining;
    private volatile boolean cutting;

    LinkOwner(
            TransportHost host,
            EventLoops loops,
            LinkSettings settings,
            Function<? super Link, ? extends LinkHandler> opener) {
        this.host = host;
        this.loops = loops;
        this.settings = settings;
        this.opener = opener;
        ended = host.newFuture();
    }

    LinkHandler open(Link link) {
        return opener.apply(link);
    }

    // --- connections -----------------------------------------------------------------------------

    /// {@return whether there are more than are allowed, with those that arrive}
    boolean isFull() {
        return links.size() + arrivingCount.get() > settings.connectionCount();
    }

    /// Counts a connection that arrives, as active as well.
    void arrives() {
        host.begins();
        arrivingCount.incrementAndGet();
    }

    /// One that arrives is not opened.
    void goesAway() {
        arrivingCount.decrementAndGet();
        endIfLast();
        host.ended();
    }

    /// One that arrives is open, on its loop.
    void opened(Link link) {
        links.add(link);
        arrivingCount.decrementAndGet();
        openedCount.increment();
    }

    void closed(Link link) {
        links.remove(link);
        endIfLast();
        host.ended();
    }

    /// Ends a connection that was opened when all were told to end already.
    void endLate(Link link) {
        // It was added before: either this sees the flag, or who set that sees the connection.
        if (cutting) {
            link.cut(null);
        } else if (draining) {
            link.drain();
        }
    }

    // --- the end ---------------------------------------------------------------------------------

    /// Lets what is in flight finish, and cuts what has not finished in time. Links drain once,
    /// however often they are told.
    void drain(Duration grace) {
        try {
            if (!draining) {
                draining = true;
                links.forEach(link -> link.execute(link::drain));
            }
            if (grace.isZero()) {
                cut();
            } else {
                scheduleCut(grace);
            }
        } catch (RejectedExecutionException over) {
            LOG.debug("all connections have closed, and the event loops have ended", over);
        }
    }

    private void scheduleCut(Duration grace) {
        long graceNanos = grace.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : grace.toNanos();
        Future<?> task = loops.group().schedule(this::cut, graceNanos, TimeUnit.NANOSECONDS);
        var _ = ended.whenComplete((_, _) -> task.cancel(false));
    }

    private void cut() {
        cutting = true;
        links.forEach(link -> link.execute(() -> link.cut(null)));
    }

    /// No further connection arrives from now on.
    void sourceClosed() {
        sourceOpen = false;
        endIfLast();
    }

    /// The order matters: one that arrives is among the links before it no longer arrives.
    private void endIfLast() {
        if (!sourceOpen && arrivingCount.get() == 0 && links.isEmpty()) {
            ended.complete(counts());
        }
    }

    CompletableFuture<LinkCounts> ended() {
        return ended;
    }

    LinkCounts counts() {
        return new LinkCounts(
                links.size(),
                openedCount.sum(),
                refusedCount.sum(),
                cutCount.sum(),
                receivedBytes.sum(),
                loops.hogCount());
    }
}
