// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jparallel.Transport;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.LinkCounts;
import org.jparallel.io.tcp.ConnectionService;
import org.jspecify.annotations.Nullable;

/// Listens, and serves each connection with a protocol of its own.
///
/// ```java
/// try (Async async = Async.open()) {
///     TcpServer server = async.register(TcpServer.bind("0.0.0.0", 7, Echo::new));
///     async.run();                                 // serves until the server is closed
/// }
/// ```
///
/// **Threads.** It is registered and closed by the main thread, contexts and callbacks.
@AnyThread
public final class TcpServer implements Transport {
    private final Listening listening;
    private final ProtocolFactory factory;
    private volatile @Nullable ConnectionService service;

    private TcpServer(SocketAddress bindAddress, ProtocolFactory factory) {
        listening = new Listening("TcpServer", bindAddress);
        this.factory = factory;
    }

    /// A server that will listen on an internet address once it is registered.
    ///
    /// @param host a name or an address of this machine; `0.0.0.0` or `::` for all of them
    /// @param port from 0 to 65,535; 0: a free one, see [#port()]
    /// @param factory makes the protocol of each connection
    /// @return the server
    /// @throws IllegalArgumentException if the port is out of range
    public static TcpServer bind(String host, int port, ProtocolFactory factory) {
        return bind(Endpoints.local(host, port), factory);
    }

    /// A server that will listen on that address once it is registered.
    ///
    /// @param address an internet address, or a `UnixDomainSocketAddress`
    /// @param factory makes the protocol of each connection
    /// @return the server
    public static TcpServer bind(SocketAddress address, ProtocolFactory factory) {
        Objects.requireNonNull(address, "address");
        return new TcpServer(address, Objects.requireNonNull(factory, "factory"));
    }

    /// Listens. Called by [org.jparallel.Async#register].
    ///
    /// @throws TransportException if it cannot listen, and why
    /// @throws IllegalStateException if it was started before
    @Override
    public void start(TransportHost host) {
        Protocol first = Endpoints.create(factory);
        ConnectionService started = new ConnectionService(host, toString(), factory::create, first);
        service = started;
        listening.start(host, this, started.linkSettings(), started::open);
        boolean told = false;
        try {
            Endpoints.told(() -> first.serverStarted(this));
            told = true;
        } finally {
            if (!told) {
                stop(Duration.ZERO);
            }
        }
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

    /// Closes the server: it listens no more; its connections send what they have to send, wait for
    /// works they have submitted, and close; what is left when the time is over is cut. Called
    /// again, it can only shorten the time.
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
    public TransportStatistics statistics() {
        LinkCounts links = listening.counts();
        return TransportStatistics.of(links, Objects.requireNonNull(service));
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
