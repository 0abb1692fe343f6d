// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// The JDK's own server, a virtual thread for each request. It writes Date itself; the parent
/// switches on its `nodelay`, without which each answer waits for the client's acknowledgement.
public final class JdkServer {
    private static final int BACKLOG = 8192;

    private JdkServer() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments none
    /// @throws IOException if the port cannot be bound, or the parent cannot be read
    public static void main(String... arguments) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        byte[] text = Answers.textBytes();
        server.createContext(Answers.PLAINTEXT,
                exchange -> answer(exchange, Answers.TEXT_PLAIN, text));
        server.createContext(Answers.JSON,
                exchange -> answer(exchange, Answers.APPLICATION_JSON, Answers.jsonBytes()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        Child.serve(server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, String mediaType, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.getResponseHeaders().set("Server", Answers.SERVER);
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
