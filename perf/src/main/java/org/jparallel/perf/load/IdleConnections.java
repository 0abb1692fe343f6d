// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Connections that have had one request answered, and then are silent.
///
/// Each of them takes a file descriptor here and one in the server, so the limit of open files must
/// be above their number: `ulimit -n 30000` in the shell, or `prlimit --nofile=30000 --pid $$`. The
/// JVM raises the soft limit to the hard one by itself.
public final class IdleConnections implements AutoCloseable {
    private static final int SPARE_FILES = 500;
    private static final int BUFFER_BYTES = 4 * 1024;
    private static final String LIMIT = "Max open files";

    private final InetSocketAddress address;
    private final byte[] request;
    private final String end;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES);

    /// Opens nothing yet.
    ///
    /// @param path of the request
    /// @param body that ends the answer
    public IdleConnections(int port, String path, String body) {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        end = body;
    }

    /// Makes sure that so many can be open.
    ///
    /// @throws IOException if the limit of open files is too low
    public static void requireFiles(int connections) throws IOException {
        long limit = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith(LIMIT))
                .map(line -> line.substring(LIMIT.length()).strip().split(" +", -1)[0])
                .mapToLong(word -> word.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(word))
                .findFirst()
                .orElseThrow();
        int needed = connections + SPARE_FILES;
        if (limit < needed) {
            throw new IOException("limit of open files is too low, raise it with ulimit -n: limit="
                    + limit + " needed=" + needed);
        }
    }

    /// Opens more, one after the other, each after the answer to the one before.
    ///
    /// @throws IOException if one is refused, or not answered
    public void open(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channels.add(channel);
            channel.write(ByteBuffer.wrap(request));
            received.clear();
            while (!isComplete()) {
                if (!received.hasRemaining() || channel.read(received) < 0) {
                    throw new IOException("answer is wrong: received=" + text());
                }
            }
        }
    }

    private boolean isComplete() {
        return received.position() >= end.length() && text().endsWith(end);
    }

    private String text() {
        return new String(received.array(), 0, received.position(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
