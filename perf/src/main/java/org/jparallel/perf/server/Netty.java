// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Starts a server of raw Netty, on one event loop that also accepts.
final class Netty {
    private static final int BACKLOG = 8192;

    private Netty() {}

    /// The transports of Netty.
    enum Transport {
        EPOLL(EpollServerSocketChannel.class),
        IO_URING(IoUringServerSocketChannel.class),
        NIO(NioServerSocketChannel.class);

        private final Class<? extends ServerChannel> channel;

        Transport(Class<? extends ServerChannel> channel) {
            this.channel = channel;
        }

        IoHandlerFactory factory() {
            return switch (this) {
                case EPOLL -> EpollIoHandler.newFactory();
                case IO_URING -> IoUringIoHandler.newFactory();
                case NIO -> NioIoHandler.newFactory();
            };
        }

        /// {@return the transport that the first argument names, epoll if there is none}
        static Transport of(String... arguments) {
            return arguments.length == 0 ? EPOLL : valueOf(arguments[0].toUpperCase(Locale.ROOT));
        }
    }

    /// Listens, tells the parent, and serves until it is gone.
    ///
    /// @param pipeline makes the handlers of a new connection, given the event loop
    static void serve(Transport transport, Function<EventLoopGroup, Pipeline> pipeline)
            throws IOException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.factory());
        Pipeline handlers = pipeline.apply(loop);
        Channel listener = new ServerBootstrap()
                .group(loop)
                .channel(transport.channel)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        handlers.handlers().forEach(channel.pipeline()::addLast);
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        Child.serve(((InetSocketAddress) listener.localAddress()).getPort());
    }

    /// Makes what a connection's events run through.
    interface Pipeline {
        /// {@return new handlers, first to last}
        List<ChannelHandler> handlers();
    }
}
