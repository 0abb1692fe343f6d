// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jparallel.io.TcpServer;

/// A plain socket of the JDK, for samples that visit their own server.
final class Visitor implements AutoCloseable {
    private final Socket socket;

    private Visitor(Socket socket) {
        this.socket = socket;
    }

    static Visitor of(TcpServer server) throws IOException {
        return new Visitor(new Socket(InetAddress.getLoopbackAddress(), server.port()));
    }

    /// {@return all that a server says to one request, up to its end}
    static byte[] ask(TcpServer server, String request) throws IOException {
        try (Visitor visitor = of(server)) {
            visitor.say(request);
            visitor.socket.shutdownOutput();
            return visitor.socket.getInputStream().readAllBytes();
        }
    }

    static String askText(TcpServer server, String request) throws IOException {
        return text(ask(server, request));
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return so many bytes of what the server says}
    String hear(int byteCount) throws IOException {
        return text(socket.getInputStream().readNBytes(byteCount));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
