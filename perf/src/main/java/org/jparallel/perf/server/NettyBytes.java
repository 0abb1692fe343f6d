// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.util.ByteProcessor;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jparallel.perf.server.Netty.Transport;

/// The ceiling: Netty's transport with a handler that looks for the ends of heads, an empty line,
/// and writes a constant for each. It reads nothing of a request.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
public final class NettyBytes {
    private static final int EMPTY_LINE = 0x0d0a0d0a;

    private volatile ByteBuf answer = answer();

    private NettyBytes(EventLoopGroup loop) {
        loop.scheduleAtFixedRate(() -> answer = answer(), 1, 1, TimeUnit.SECONDS);
    }

    /// Serves until the parent is gone.
    ///
    /// @param arguments the transport: epoll, io_uring or nio
    /// @throws IOException if the parent cannot be read
    public static void main(String... arguments) throws IOException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        Netty.serve(Transport.of(arguments), loop -> {
            NettyBytes server = new NettyBytes(loop);
            return () -> List.of(server.new Handler());
        });
    }

    private static ByteBuf answer() {
        String text = "HTTP/1.1 200 OK\r\ncontent-type: " + Answers.TEXT_PLAIN
                + "\r\nserver: " + Answers.SERVER
                + "\r\ndate: " + Answers.date()
                + "\r\ncontent-length: " + Answers.TEXT.length()
                + "\r\n\r\n" + Answers.TEXT;
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer().writeBytes(text.getBytes(US_ASCII)).asReadOnly());
    }

    /// Counts ends of heads; the last four bytes it saw outlive a read.
    private final class Handler extends ChannelInboundHandlerAdapter implements ByteProcessor {
        private int lastBytes;
        private int headCount;

        @Override
        public boolean process(byte value) {
            lastBytes = (lastBytes << Byte.SIZE) | (value & 0xff);
            if (lastBytes == EMPTY_LINE) {
                headCount++;
            }
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf received = (ByteBuf) message;
            headCount = 0;
            received.forEachByte(this);
            received.release();
            ByteBuf constant = answer;
            int length = constant.readableBytes();
            ByteBuf answers = context.alloc().directBuffer(headCount * length);
            for (int i = 0; i < headCount; i++) {
                answers.writeBytes(constant, constant.readerIndex(), length);
            }
            context.write(answers, context.voidPromise());
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
}
