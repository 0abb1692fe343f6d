// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;

/// The connections of one server or client: how they are made, how many there are and were.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `links` | loops | concurrent set | any | concurrent set |
/// | `draining`, `cutting` | any | volatile | loops | volatile |
/// | the counts | loops | atomic add | any | sum |
final class LinkOwner {
    final LinkSettings settings;
    final LongAdder receivedBytes = new LongAdder();
    final LongAdder openedCount = new LongAdder();
    final LongAdder refusedCount = new LongAdder();
    final LongAdder cutCount = new LongAdder();

    private final TransportHost host;
    private final Function<? super Link, ? extends LinkHandler> opener;
    private final Runnable closed;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;
    private volatile boolean cutting;

    /// @param closed told after each connection that has closed, on its loop
    LinkOwner(
            TransportHost host,
            LinkSettings settings,
            Function<? super Link, ? extends LinkHandler> opener,
            Runnable closed) {
        this.host = host;
        this.settings = settings;
        this.opener = opener;
        this.closed = closed;
    }

    TransportHost host() {
        return host;
    }

    LinkHandler open(Link link) {
        return opener.apply(link);
    }

    boolean isFull() {
        return links.size() >= settings.connectionCount();
    }

    void opened(Link link) {
        links.add(link);
        openedCount.increment();
        host.begins();
    }

    /// Has the connections drain, those too that were accepted and are not open yet.
    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        links.forEach(link -> link.execute(link::drain));
    }

    /// Cuts the connections, those too that were accepted and are not open yet.
    void cut() {
        cutting = true;
        links.forEach(link -> link.execute(() -> link.cut(null)));
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

    void closed(Link link) {
        links.remove(link);
        closed.run();
        host.ended();
    }

    Set<Link> links() {
        return links;
    }
}
