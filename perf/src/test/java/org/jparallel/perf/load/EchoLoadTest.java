// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoLoadTest {
    private ServerSocket listener;
    private volatile int addend;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    Thread.ofVirtual().start(() -> echo(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    /// Byte by byte, so that messages come back in parts.
    private void echo(Socket socket) {
        try (socket) {
            for (int next = socket.getInputStream().read(); next >= 0;
                    next = socket.getInputStream().read()) {
                socket.getOutputStream().write(next + addend);
            }
        } catch (IOException gone) {
            // The client closed its side.
        }
    }

    @Test
    void countsMessagesThatCameBackWhole() throws IOException {
        try (EchoLoad load = new EchoLoad(listener.getLocalPort(), 3, 64)) {
            assertThat(load.run(1).messages()).isPositive();
            assertThat(load.run(1).messages()).isPositive();
        }
    }

    @Test
    void refusesAMessageThatChanged() throws IOException {
        addend = 1;
        try (EchoLoad load = new EchoLoad(listener.getLocalPort(), 1, 64)) {
            assertThatThrownBy(() -> load.run(1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("message did not come back as it was sent");
        }
    }
}
