// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A connection that goes out: its name is looked up in a parallel context, then its addresses are
/// tried one after the other, until one answers or the time is over.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `channel` | loop | under the lock of this | any | under that lock |
/// | `stopping`, `over` | any | under the lock of this | any | under that lock |
@AnyThread
@SuppressWarnings("FutureReturnValueIgnored") // how it ends comes as an event, or to a listener
public final class Dialer {
    private final TransportHost host;
    private final EventLoops loops;
    private final LinkOwner owner;
    private final Consumer<? super IOException> failed;
    private final Duration timeout;
    private final long deadlineNanos;
    private @Nullable Channel channel;
    private boolean stopping;
    private boolean over;

    private Dialer(
            TransportHost host,
            LinkSettings settings,
            Duration timeout,
            Function<? super Link, ? extends LinkHandler> opener,
            Consumer<? super IOException> failed) {
        this.host = host;
        this.failed = failed;
        this.timeout = timeout;
        deadlineNanos = System.nanoTime() + timeout.toNanos();
        loops = EventLoops.of(host);
        owner = new LinkOwner(host, loops, settings, opener);
    }

    /// What a connection is for.
    ///
    /// @param settings of the connection
    /// @param timeout how long it may take to connect, looking up the name included
    /// @param opener makes its handler, on its loop
    /// @param failed told on any thread why there is no connection
    @AnyThread
    public record Call(
            LinkSettings settings,
            Duration timeout,
            Function<? super Link, ? extends LinkHandler> opener,
            Consumer<? super IOException> failed) {}

    /// Connects.
    ///
    /// @param host the runtime
    /// @param address where to; an internet address may be unresolved
    /// @param call what for
    /// @return what connects
    public static Dialer open(TransportHost host, SocketAddress address, Call call) {
        Dialer dialer =
                new Dialer(host, call.settings(), call.timeout(), call.opener(), call.failed());
        dialer.dial(address);
        return dialer;
    }

    private void dial(SocketAddress address) {
        host.begins();
        if (address instanceof InetSocketAddress internet && internet.isUnresolved()) {
            loops.group().schedule(this::lookUpTimedOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
            host.submitWork(
                    InetAddress::getAllByName,
                    internet.getHostString(),
                    found -> tryAll(found, internet.getPort()),
                    failure -> giveUp(lookUpFailure(internet, failure)));
        } else {
            tryNext(List.of(address), 0);
        }
    }

    private static IOException lookUpFailure(InetSocketAddress address, Throwable cause) {
        UnknownHostException failure = new UnknownHostException(address.getHostString());
        failure.initCause(cause);
        return failure;
    }

    private void lookUpTimedOut() {
        boolean lookingUp;
        synchronized (this) {
            lookingUp = channel == null;
        }
        if (lookingUp) {
            giveUp(new SocketTimeoutException("name not found in time"));
        }
    }

    private void tryAll(InetAddress[] found, int port) {
        List<SocketAddress> addresses =
                Stream.of(found)
                        .<SocketAddress>map(address -> new InetSocketAddress(address, port))
                        .toList();
        tryNext(addresses, 0);
    }

    private void tryNext(List<SocketAddress> addresses, int index) {
        synchronized (this) {
            if (over) {
                return;
            }
            if (!stopping) {
                owner.arrives();
                ChannelFuture connecting = connect(addresses.get(index));
                channel = connecting.channel();
                connecting.addListener(
                        (ChannelFutureListener)
                                tried -> {
                                    if (tried.isSuccess()) {
                                        end();
                                    } else {
                                        tryAfter(addresses, index, failure(tried.cause()));
                                    }
                                });
                return;
            }
        }
        end();
    }

    private void tryAfter(List<SocketAddress> addresses, int index, IOException failure) {
        if (index + 1 < addresses.size() && deadlineNanos - System.nanoTime() > 0) {
            tryNext(addresses, index + 1);
        } else {
            giveUp(failure);
        }
    }

    private ChannelFuture connect(SocketAddress address) {
        boolean internet = address instanceof InetSocketAddress;
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loops.group())
                        .channel(channelType(internet))
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.clamp(leftMillis, 1, Integer.MAX_VALUE))
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel opened) {
                                        Link.attach(owner, opened);
                                    }
                                });
        if (internet) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
        return bootstrap.connect(Addresses.toNetty(address));
    }

    private static Class<? extends Channel> channelType(boolean internet) {
        if (EventLoops.EPOLL) {
            return internet ? EpollSocketChannel.class : EpollDomainSocketChannel.class;
        }
        return internet ? NioSocketChannel.class : NioDomainSocketChannel.class;
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            IOException timedOut = new SocketTimeoutException(cause.getMessage());
            timedOut.initCause(cause);
            return timedOut;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    private void giveUp(IOException failure) {
        boolean wanted;
        synchronized (this) {
            wanted = !stopping && !over;
        }
        if (wanted) {
            failed.accept(failure);
        }
        end();
    }

    private synchronized boolean isOver() {
        return over;
    }

    /// Nothing further will connect.
    private void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        owner.sourceClosed();
        host.ended();
    }

    /// {@return its runtime}
    public TransportHost host() {
        return host;
    }

    /// {@return how many connections there are and were}
    public LinkCounts counts() {
        return owner.counts();
    }

    /// Connects no more, lets what is in flight finish, and cuts what has not finished in time.
    ///
    /// @param grace how long it may take
    /// @return completed with the last counts when no connection is left
    public CompletableFuture<LinkCounts> stop(Duration grace) {
        Channel connecting;
        synchronized (this) {
            connecting = channel;
            stopping = true;
        }
        if (connecting == null) {
            end();
        } else if (!isOver()) {
            connecting.close();
        }
        owner.drain(grace);
        return owner.ended();
    }

    /// {@return completed with the last counts when no connection is left}
    public CompletableFuture<LinkCounts> ended() {
        return owner.ended();
    }
}
