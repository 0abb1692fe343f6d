// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Undertow with one I/O thread, which also runs the handlers. It writes Date itself.
public final class UndertowServer {
    private static final ByteBuffer TEXT =
            ByteBuffer.allocateDirect(Answers.TEXT.length()).put(Answers.textBytes()).flip();

    private UndertowServer() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments none
    /// @throws IOException if the parent cannot be read
    public static void main(String... arguments) throws IOException {
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.ENABLE_STATISTICS, false)
                .setHandler(UndertowServer::handle)
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        Child.serve(address.getPort());
    }

    private static void handle(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.SERVER, Answers.SERVER);
        switch (exchange.getRequestPath()) {
            case Answers.PLAINTEXT -> {
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Answers.TEXT_PLAIN);
                exchange.getResponseSender().send(TEXT.duplicate());
            }
            case Answers.JSON -> {
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Answers.APPLICATION_JSON);
                exchange.getResponseSender().send(ByteBuffer.wrap(Answers.jsonBytes()));
            }
            default -> exchange.setStatusCode(404).endExchange();
        }
    }
}
