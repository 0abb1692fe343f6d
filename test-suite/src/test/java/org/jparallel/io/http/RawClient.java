// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that sends exactly the bytes it is given, and reads exactly one response at a time.
final class RawClient implements AutoCloseable {
    private static final int LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream input;

    RawClient(int port) throws IOException {
        this(port, 0);
    }

    /// Connects.
    ///
    /// @param receiveBytes the size of the receive buffer, 0: as usual
    RawClient(int port, int receiveBytes) throws IOException {
        socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /// {@return the head of a request}
    ///
    /// @param lines its lines, but for that of Host, which comes second
    static String head(String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add(1, "Host: h");
        return String.join("\r\n", all) + "\r\n\r\n";
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends a GET and reads what it is answered.
    Answer get(String target) throws IOException {
        return send(head("GET " + target + " HTTP/1.1")).read();
    }

    /// Sends nothing more; reads on.
    RawClient endInput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// {@return the next response}
    Answer read() throws IOException {
        Answer head = readHead();
        if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
            return head;
        }
        if (head.field("Transfer-Encoding").equals("chunked")) {
            return head.with(readChunks());
        }
        String length = head.field("Content-Length");
        byte[] body =
                length.isEmpty() ? input.readAllBytes() : readBody(Integer.parseInt(length));
        return head.with(body);
    }

    /// {@return the next response, without a body: of HEAD, or to be read later}
    Answer readHead() throws IOException {
        String statusLine = readLine();
        List<String> fields = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            fields.add(line);
        }
        return new Answer(statusLine, fields, "");
    }

    byte[] readBody(int byteCount) throws IOException {
        byte[] body = input.readNBytes(byteCount);
        if (body.length < byteCount) {
            throw new EOFException("body cut: byteCount=" + body.length + " of=" + byteCount);
        }
        return body;
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int byteCount = Integer.parseInt(readLine(), 16);
            body.write(readBody(byteCount));
            String end = readLine();
            if (!end.isEmpty()) {
                throw new IOException("chunk not ended: line=" + end);
            }
            if (byteCount == 0) {
                return body.toByteArray();
            }
        }
    }

    /// {@return the next line, which ends with CRLF and nothing else}
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int octet = input.read();
            if (octet < 0) {
                throw new EOFException("connection ended: line=" + line);
            }
            if (octet == '\n') {
                throw new IOException("bare line feed: line=" + line);
            }
            if (octet == '\r') {
                if (input.read() != '\n') {
                    throw new IOException("bare carriage return: line=" + line);
                }
                return line.toString();
            }
            line.append((char) octet);
        }
    }

    /// {@return all that comes to the end of the connection}
    String readToEnd() throws IOException {
        return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    InputStream input() {
        return input;
    }

    /// {@return whether the server ends the connection, in order or not, and sends nothing before}
    boolean isEnded() throws IOException {
        try {
            return input.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /// {@return whether the connection is broken rather than ended in order, whatever came before}
    boolean isBroken() throws IOException {
        try {
            input.skip(Long.MAX_VALUE);
            return input.read() >= 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /// {@return how many bytes more come before the connection ends, in order or not}
    long countToEnd() throws IOException {
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        try {
            for (int read = 0; read >= 0; read = input.read(buffer)) {
                count += read;
            }
        } catch (SocketException reset) {
            return count;
        }
        return count;
    }

    /// Drops the connection, with a reset.
    void drop() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
