// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import org.jparallel.io.TcpServer;

/// A client that is not ours: a socket of the JDK. What it waits for for too long fails the test.
final class Peer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;

    private Peer(Socket socket) {
        this.socket = socket;
    }

    static Peer of(TcpServer server) throws IOException {
        return of(server, 0);
    }

    /// A client whose system takes little before the server has to wait; 0: as usual.
    static Peer of(TcpServer server, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return new Peer(socket);
    }

    Socket socket() {
        return socket;
    }

    Peer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends nothing more.
    Peer end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /// {@return so many characters}
    String read(int byteCount) throws IOException {
        return new String(in().readNBytes(byteCount), StandardCharsets.UTF_8);
    }

    /// {@return what comes with one read, up to 64 KiB}
    String readOnce() throws IOException {
        byte[] bytes = new byte[1 << 16];
        int count = in().read(bytes);
        return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    /// {@return everything up to the end}
    String readAll() throws IOException {
        return new String(in().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Ends with a reset, as a process does that is killed with bytes unread.
    void kill() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
