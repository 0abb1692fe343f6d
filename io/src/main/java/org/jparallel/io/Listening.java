// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jparallel.Transport;
import org.jparallel.TransportHost;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.LinkCounts;
import org.jparallel.io.netty.LinkHandler;
import org.jparallel.io.netty.LinkSettings;
import org.jparallel.io.netty.Listener;
import org.jspecify.annotations.Nullable;

/// The life of a server: to be registered, listening, closed.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `started` | who registers | compare-and-set | the same | the same |
/// | `listener` | who registers | volatile | any | volatile |
final class Listening {
    private final SocketAddress bindAddress;
    private final String name;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable Listener listener;

    Listening(String kind, SocketAddress bindAddress) {
        this.bindAddress = bindAddress;
        name = kind + "(" + Endpoints.text(bindAddress) + ")";
    }

    /// Listens, once.
    ///
    /// @param transport forgotten when it has ended
    /// @throws TransportException if that is not possible, and why
    /// @throws IllegalStateException if it listens already, or has
    void start(
            TransportHost host,
            Transport transport,
            LinkSettings settings,
            Function<? super Link, ? extends LinkHandler> opener) {
        Endpoints.startOnce(started, transport);
        try {
            Listener open = open(host, settings, opener);
            listener = open;
            var _ = open.ended().whenComplete((_, _) -> host.forget(transport));
        } catch (IOException failure) {
            throw TransportException.cannotListen(bindAddress, failure);
        } finally {
            started.set(listener != null);
        }
    }

    private Listener open(
            TransportHost host,
            LinkSettings settings,
            Function<? super Link, ? extends LinkHandler> opener)
            throws IOException {
        if (bindAddress instanceof InetSocketAddress internet && internet.isUnresolved()) {
            throw new UnknownHostException(internet.getHostString());
        }
        return Listener.open(host, bindAddress, settings, opener);
    }

    /// Begins to end, if it has begun at all.
    void stop(Duration grace) {
        Listener open = listener;
        if (open != null) {
            var _ = open.stop(grace);
        }
    }

    /// Ends, and tells what became of the connections.
    CompletableFuture<CloseReport> close(Duration grace) {
        Listener open = started();
        open.host().requireMainOrContext("close");
        LinkCounts before = open.counts();
        return open.stop(grace).thenApply(after -> CloseReport.of(before, after));
    }

    LinkCounts counts() {
        return started().counts();
    }

    int port() {
        if (address() instanceof InetSocketAddress address) {
            return address.getPort();
        }
        throw new IllegalStateException("address has no port: server=" + name);
    }

    SocketAddress address() {
        return started().address();
    }

    private Listener started() {
        Listener present = listener;
        if (present == null) {
            throw new IllegalStateException("server is not registered: server=" + name);
        }
        return present;
    }

    @Override
    public String toString() {
        return name;
    }
}
