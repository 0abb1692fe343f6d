// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listening socket and the connections that came in through it.
@AnyThread
@SuppressWarnings("FutureReturnValueIgnored") // how it ends comes as an event, or to a listener
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG_COUNT = 4_096;

    private final TransportHost host;
    private final EventLoops loops;
    private final LinkOwner owner;
    private final Channel channel;
    private final SocketAddress address;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Listener(
            TransportHost host,
            SocketAddress address,
            LinkSettings settings,
            Function<? super Link, ? extends LinkHandler> opener)
            throws IOException {
        this.host = host;
        loops = EventLoops.of(host);
        owner = new LinkOwner(host, loops, settings, opener);
        this.address = address;
        channel = bind(address);
        host.begins();
    }

    /// Listens.
    ///
    /// @param host the runtime
    /// @param address where; port 0: a free one
    /// @param settings of the connections
    /// @param opener makes the handler of each connection, on its loop
    /// @return what listens
    /// @throws IOException if the address cannot be bound, and why
    public static Listener open(
            TransportHost host,
            SocketAddress address,
            LinkSettings settings,
            Function<? super Link, ? extends LinkHandler> opener)
            throws IOException {
        return new Listener(host, address, settings, opener);
    }

    private Channel bind(SocketAddress wanted) throws IOException {
        if (wanted instanceof UnixDomainSocketAddress domain) {
            SocketFile.requireFree(domain.getPath());
        }
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops.acceptors(), loops.group())
                        .channel(channelType(wanted instanceof InetSocketAddress))
                        .handler(new Arrivals())
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel accepted) {
                                        accept(accepted);
                                    }
                                })
                        .option(ChannelOption.SO_BACKLOG, BACKLOG_COUNT);
        if (wanted instanceof InetSocketAddress) {
            bootstrap
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true);
        }
        ChannelFuture bound = bootstrap.bind(Addresses.toNetty(wanted)).awaitUninterruptibly();
        if (bound.cause() instanceof IOException failure) {
            throw failure;
        }
        if (bound.cause() != null) {
            throw new IOException(bound.cause());
        }
        return bound.channel();
    }

    private static Class<? extends ServerChannel> channelType(boolean internet) {
        if (EventLoops.EPOLL) {
            return internet
                    ? EpollServerSocketChannel.class
                    : EpollServerDomainSocketChannel.class;
        }
        return internet ? NioServerSocketChannel.class : NioServerDomainSocketChannel.class;
    }

    /// On the loop of the connection.
    private void accept(Channel accepted) {
        boolean attached = false;
        try {
            if (owner.isFull()) {
                owner.refusedCount.increment();
                accepted.writeAndFlush(refusal()).addListener(ChannelFutureListener.CLOSE);
            } else {
                Link.attach(owner, accepted);
                attached = true;
            }
        } finally {
            if (!attached) {
                owner.goesAway();
            }
        }
    }

    private ByteBuf refusal() {
        return Unpooled.copiedBuffer(owner.settings.refusal(), StandardCharsets.US_ASCII);
    }

    /// {@return its runtime}
    public TransportHost host() {
        return host;
    }

    /// {@return where it listens}
    public SocketAddress address() {
        SocketAddress bound = Addresses.toJdk(channel.localAddress());
        return bound == null ? address : bound;
    }

    /// {@return how many connections there are and were}
    public LinkCounts counts() {
        return owner.counts();
    }

    /// Stops listening, lets what is in flight finish, and cuts what has not finished in time.
    ///
    /// @param grace how long it may take
    /// @return completed with the last counts when no connection is left
    public CompletableFuture<LinkCounts> stop(Duration grace) {
        if (stopping.compareAndSet(false, true)) {
            channel.close().addListener(_ -> listenerClosed());
        }
        owner.drain(grace);
        return owner.ended();
    }

    /// {@return completed with the last counts when no connection is left}
    public CompletableFuture<LinkCounts> ended() {
        return owner.ended();
    }

    private void listenerClosed() {
        if (address instanceof UnixDomainSocketAddress domain) {
            SocketFile.delete(domain.getPath());
        }
        owner.sourceClosed();
        host.ended();
    }

    @Override
    public String toString() {
        return String.valueOf(channel.localAddress());
    }

    /// Counts who arrives, before it leaves the loop that accepts; names why connections cannot be
    /// accepted, and accepts none for a second then, so that a process without file descriptors
    /// does not spin.
    private final class Arrivals extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            owner.arrives();
            context.fireChannelRead(accepted);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            LOG.warn(
                    "connections cannot be accepted, tried again in a second: address={} reason={}",
                    context.channel().localAddress(),
                    failure.getMessage());
            context.channel().config().setAutoRead(false);
            context.executor()
                    .schedule(
                            () -> context.channel().config().setAutoRead(true),
                            1,
                            TimeUnit.SECONDS);
        }
    }
}
