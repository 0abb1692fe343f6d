// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jparallel.perf.server.Netty.Transport;

/// Netty with its HTTP/1.1 codec as it comes, used as its examples use it.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
public final class NettyCodec {
    private static final AsciiString SERVER = AsciiString.of(Answers.SERVER);

    private volatile AsciiString date = AsciiString.of(Answers.date());

    private NettyCodec(EventLoopGroup loop) {
        loop.scheduleAtFixedRate(
                () -> date = AsciiString.of(Answers.date()), 1, 1, TimeUnit.SECONDS);
    }

    /// Serves until the parent is gone.
    ///
    /// @param arguments the transport: epoll, io_uring or nio
    /// @throws IOException if the parent cannot be read
    public static void main(String... arguments) throws IOException {
        Netty.serve(Transport.of(arguments), loop -> {
            NettyCodec server = new NettyCodec(loop);
            return () -> List.of(new HttpServerCodec(), server.new Handler());
        });
    }

    private FullHttpResponse answer(HttpRequest request) {
        return switch (request.uri()) {
            case Answers.PLAINTEXT -> response(Answers.textBytes(), HttpHeaderValues.TEXT_PLAIN);
            case Answers.JSON -> response(Answers.jsonBytes(), HttpHeaderValues.APPLICATION_JSON);
            default -> new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
        };
    }

    private FullHttpResponse response(byte[] body, AsciiString mediaType) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, mediaType)
                .set(HttpHeaderNames.SERVER, SERVER)
                .set(HttpHeaderNames.DATE, date)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }

    /// Answers each request, and flushes when all that was read is answered.
    private final class Handler extends SimpleChannelInboundHandler<HttpObject> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (!(message instanceof HttpRequest request)) {
                return;
            }
            FullHttpResponse response = answer(request);
            if (HttpUtil.isKeepAlive(request)) {
                context.write(response);
            } else {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                context.write(response).addListener(ChannelFutureListener.CLOSE);
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
