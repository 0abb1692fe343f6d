// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listening socket and the connections that came in through it.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `stopping` | any | under the lock of this | any | under that lock |
@AnyThread
@SuppressWarnings("FutureReturnValueIgnored") // how it ends comes as an event, or to a listener
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG_COUNT = 4_096;
    private static final Duration LONGEST_GRACE = Duration.ofDays(1_000);

    private final TransportHost host;
    private final EventLoops loops;
    private final LinkOwner owner;
    private final Channel channel;
    private final CompletableFuture<LinkCounts> ended;
    private boolean stopping;

    private Listener(
            TransportHost host,
            SocketAddress address,
            LinkSettings settings,
            Function<? super Link, ? extends LinkHandler> opener)
            throws IOException {
        this.host = host;
        loops = EventLoops.of(host);
        owner = new LinkOwner(host, settings, opener, this::linkClosed);
        ended = host.newFuture();
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

    private Channel bind(SocketAddress address) throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(channelType(address instanceof InetSocketAddress))
                        .handler(new AcceptFailures())
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel accepted) {
                                        accept(accepted);
                                    }
                                })
                        .option(ChannelOption.SO_BACKLOG, BACKLOG_COUNT);
        if (address instanceof InetSocketAddress) {
            bootstrap
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true);
        }
        ChannelFuture bound = bootstrap.bind(Addresses.toNetty(address)).awaitUninterruptibly();
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

    private void accept(Channel accepted) {
        if (owner.isFull()) {
            owner.refusedCount.increment();
            accepted.writeAndFlush(refusal())
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            Link.attach(owner, accepted);
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
        SocketAddress address = Addresses.toJdk(channel.localAddress());
        return address == null ? new InetSocketAddress(0) : address;
    }

    /// {@return how many connections there are and were}
    public LinkCounts counts() {
        return new LinkCounts(
                owner.links().size(),
                owner.openedCount.sum(),
                owner.refusedCount.sum(),
                owner.cutCount.sum(),
                owner.receivedBytes.sum(),
                loops.hogCount());
    }

    /// Stops listening, lets what is in flight finish, and cuts what has not finished in time.
    ///
    /// @param grace how long it may take
    /// @return completed with the last counts when no connection is left
    public CompletableFuture<LinkCounts> stop(Duration grace) {
        synchronized (this) {
            if (!stopping) {
                stopping = true;
                channel.close().addListener(_ -> listenerClosed());
            }
        }
        try {
            end(grace);
        } catch (RejectedExecutionException over) {
            LOG.debug("all connections have closed, and the event loops have ended", over);
        }
        return ended;
    }

    private void end(Duration grace) {
        owner.drain();
        if (grace.isZero()) {
            owner.cut();
            return;
        }
        long graceNanos =
                grace.compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE.toNanos() : grace.toNanos();
        loops.group().schedule(owner::cut, graceNanos, TimeUnit.NANOSECONDS);
    }

    /// {@return completed with the last counts when no connection is left}
    public CompletableFuture<LinkCounts> ended() {
        return ended;
    }

    private void listenerClosed() {
        linkClosed();
        host.ended();
    }

    private void linkClosed() {
        if (!channel.isOpen() && owner.links().isEmpty()) {
            ended.complete(counts());
        }
    }

    @Override
    public String toString() {
        return String.valueOf(channel.localAddress());
    }

    /// Names why connections cannot be accepted. Netty has stopped accepting for a second by then,
    /// so that a process without file descriptors does not spin.
    @ChannelHandler.Sharable
    private static final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            LOG.warn(
                    "connections cannot be accepted, tried again in a second: address={} reason={}",
                    context.channel().localAddress(),
                    failure.getMessage());
        }
    }
}
