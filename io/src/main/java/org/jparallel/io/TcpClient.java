// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jparallel.Transport;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.Dialer;
import org.jparallel.io.netty.LinkCounts;
import org.jparallel.io.tcp.ConnectionService;
import org.jspecify.annotations.Nullable;

/// Connects, and serves its one connection with a protocol.
///
/// ```java
/// try (Async async = Async.open()) {
///     async.register(TcpClient.connect("localhost", 17, Quotation::new));
///     async.run();                                 // returns once the connection has closed
/// }
/// ```
///
/// The name of the host is looked up in a parallel context, and all its addresses are tried, one
/// after the other, within the [connect timeout][org.jparallel.io.tcp.ProtocolSettings]. If there
/// is no connection, [Protocol#clientFailed] is told why.
///
/// **Threads.** It is registered and closed by the main thread, contexts and callbacks.
@AnyThread
public final class TcpClient implements Transport {
    private final SocketAddress remoteAddress;
    private final ProtocolFactory factory;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable Running running;

    private record Running(ConnectionService service, Dialer dialer) {}

    private TcpClient(SocketAddress remoteAddress, ProtocolFactory factory) {
        this.remoteAddress = remoteAddress;
        this.factory = factory;
    }

    /// A client that will connect to a host once it is registered.
    ///
    /// @param host a name or an address
    /// @param port from 1 to 65,535
    /// @param factory makes the protocol, once
    /// @return the client
    /// @throws IllegalArgumentException if the port is out of range
    public static TcpClient connect(String host, int port, ProtocolFactory factory) {
        return connect(Endpoints.remote(host, port), factory);
    }

    /// A client that will connect to that address once it is registered.
    ///
    /// @param address an internet address, which may be unresolved, or a `UnixDomainSocketAddress`
    /// @param factory makes the protocol, once
    /// @return the client
    public static TcpClient connect(SocketAddress address, ProtocolFactory factory) {
        Objects.requireNonNull(address, "address");
        return new TcpClient(address, Objects.requireNonNull(factory, "factory"));
    }

    /// Begins to connect. Called by [org.jparallel.Async#register].
    ///
    /// @throws IllegalStateException if it was started before
    @Override
    public void start(TransportHost host) {
        Endpoints.startOnce(started, this);
        try {
            begin(host);
        } finally {
            started.set(running != null);
        }
    }

    private void begin(TransportHost host) {
        Protocol protocol = Endpoints.create(factory);
        ConnectionService service =
                new ConnectionService(host, toString(), () -> protocol, protocol);
        Endpoints.told(() -> protocol.clientCreated(this));
        Dialer.Call call =
                new Dialer.Call(
                        service.linkSettings(),
                        service.settings().connectTimeout(),
                        service::open,
                        failure -> failed(host, protocol, failure));
        Dialer dialer = Dialer.open(host, remoteAddress, call);
        running = new Running(service, dialer);
        var _ = dialer.ended().whenComplete((_, _) -> host.forget(this));
    }

    /// What the protocol throws, `run()` throws.
    private void failed(TransportHost host, Protocol protocol, IOException cause) {
        TransportException failure = TransportException.cannotConnect(remoteAddress, cause);
        host.submitWork(
                told -> {
                    protocol.clientFailed(this, told);
                    return told;
                },
                failure,
                _ -> {},
                host::failed);
    }

    @Override
    public void stop(Duration grace) {
        Running present = running;
        if (present != null) {
            var _ = present.dialer().stop(grace);
        }
    }

    /// Closes the client and cuts its connection now.
    ///
    /// @throws WrongThreadException unless called by the main thread, a context or a callback
    /// @throws IllegalStateException if it is not registered
    public void close() {
        var _ = close(Duration.ZERO);
    }

    /// Closes the client: it connects no more; its connection sends what it has to send, waits for
    /// works it has submitted, and closes; if the time is over before, it is cut.
    ///
    /// @param grace how long that may take
    /// @return completed when the connection has closed, with what became of it; the main thread
    ///     and contexts may wait for it, a callback must not
    /// @throws WrongThreadException unless called by the main thread, a context or a callback
    /// @throws IllegalStateException if it is not registered
    public CompletableFuture<CloseReport> close(Duration grace) {
        Dialer dialer = running().dialer();
        dialer.host().requireMainOrContext("close");
        LinkCounts before = dialer.counts();
        return dialer.stop(grace).thenApply(after -> CloseReport.of(before, after));
    }

    /// {@return what it does and has done}
    ///
    /// @throws IllegalStateException if it is not registered
    public TransportStatistics statistics() {
        Running present = running();
        return TransportStatistics.of(present.dialer().counts(), present.service());
    }

    private Running running() {
        Running present = running;
        if (present == null) {
            throw new IllegalStateException("client is not registered: client=" + this);
        }
        return present;
    }

    /// {@return where it connects to}
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String toString() {
        return "TcpClient(" + Endpoints.text(remoteAddress) + ")";
    }
}
