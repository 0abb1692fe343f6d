// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jparallel.perf.server.Netty.Transport;

/// Netty with its HTTP/1.1 codec, tuned as the entries of the TechEmpower benchmarks are.
///
/// Headers are not validated, those of an answer are made once a second, promises are void, answers
/// to requests that came together leave together, buffers are neither checked nor watched for leaks
/// (the parent adds Netty's own switches for that). On demand the headers are encoded once a second
/// too, which those entries do not do.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
public final class NettyTuned {
    private volatile PreparedHeaders plaintext;
    private volatile PreparedHeaders json;

    private NettyTuned(EventLoopGroup loop) {
        plaintext = plaintextHeaders();
        json = jsonHeaders();
        loop.scheduleAtFixedRate(this::refresh, 1, 1, TimeUnit.SECONDS);
    }

    /// Serves until the parent is gone.
    ///
    /// @param arguments the transport: epoll, io_uring or nio; `prepared` for encoded headers
    /// @throws IOException if the parent cannot be read
    public static void main(String... arguments) throws IOException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        boolean isPrepared = List.of(arguments).contains("prepared");
        Netty.serve(Transport.of(arguments), loop -> {
            NettyTuned server = new NettyTuned(loop);
            return () -> List.of(
                    isPrepared ? new TunedCodec.PreparedEncoder() : new TunedCodec.Encoder(),
                    new TunedCodec.Decoder(),
                    server.new Handler());
        });
    }

    private void refresh() {
        plaintext = plaintextHeaders();
        json = jsonHeaders();
    }

    private static PreparedHeaders plaintextHeaders() {
        return PreparedHeaders.of(Answers.TEXT_PLAIN, Answers.TEXT.length());
    }

    private static PreparedHeaders jsonHeaders() {
        return PreparedHeaders.of(Answers.APPLICATION_JSON, Answers.MESSAGE.length());
    }

    private static DefaultFullHttpResponse response(PreparedHeaders headers, byte[] body) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(body),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    /// Answers each request, and flushes when all that was read is answered.
    private final class Handler extends ChannelInboundHandlerAdapter {
        private final byte[] text = Answers.textBytes();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message == LastHttpContent.EMPTY_LAST_CONTENT) {
                return;
            }
            if (message.getClass() == DefaultHttpRequest.class) {
                answer(context, (DefaultHttpRequest) message);
                return;
            }
            ReferenceCountUtil.release(message);
        }

        private void answer(ChannelHandlerContext context, HttpRequest request) {
            switch (request.uri()) {
                case Answers.PLAINTEXT ->
                        context.write(response(plaintext, text), context.voidPromise());
                case Answers.JSON ->
                        context.write(response(json, Answers.jsonBytes()), context.voidPromise());
                default -> context
                        .writeAndFlush(new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND))
                        .addListener(ChannelFutureListener.CLOSE);
            }
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
