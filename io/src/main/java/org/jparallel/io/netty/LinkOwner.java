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

    void closed(Link link) {
        links.remove(link);
        closed.run();
        host.ended();
    }

    Set<Link> links() {
        return links;
    }
}
