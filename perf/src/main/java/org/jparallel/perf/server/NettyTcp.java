// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.util.List;
import org.jparallel.perf.server.Netty.Transport;

/// The services echo and chargen on raw Netty.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
public final class NettyTcp {
    private NettyTcp() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments `echo` or `chargen`
    /// @throws IOException if the parent cannot be read
    public static void main(String... arguments) throws IOException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        boolean isEcho = List.of(arguments).contains("echo");
        Netty.serve(Transport.EPOLL,
                loop -> () -> List.<ChannelHandler>of(isEcho ? new Echo() : new Chargen()));
    }

    /// Gives back what it got, without a copy.
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /// Writes whenever it can, always the same large buffer.
    private static final class Chargen extends ChannelInboundHandlerAdapter {
        private static final int REPEATED = 9;

        private final ByteBuf pattern = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                .writeBytes(Answers.chargen().repeat(REPEATED).getBytes(US_ASCII))
                .asReadOnly());

        @Override
        public void channelActive(ChannelHandlerContext context) {
            fill(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            fill(context);
        }

        private void fill(ChannelHandlerContext context) {
            while (context.channel().isWritable() && context.channel().isActive()) {
                context.write(pattern.duplicate(), context.voidPromise());
                context.flush();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
