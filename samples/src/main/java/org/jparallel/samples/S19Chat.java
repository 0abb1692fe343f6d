// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;
import org.jparallel.io.tcp.ProtocolSettings;
import org.jspecify.annotations.Nullable;

/// A chat room: what one says, the others hear.
///
/// Only callbacks of a connection may send on it. `execute` has another connection run something on
/// its own event loop; text is handed over as it is, since strings never change. One who has left
/// meanwhile hears nothing, and nobody minds.
///
/// Prints:
///
/// ```text
/// ada hears: bob is here
/// ada hears: bob: hello
/// bob hears: ada: welcome
/// ```
public final class S19Chat {
    private S19Chat() {}

    private static final class Chat implements Protocol {
        private final Set<Connection> room;
        private String name = "";

        Chat(Set<Connection> room) {
            this.room = room;
        }

        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withLinesMode(true).withLineLimitBytes(200);
        }

        @Override
        public void linesReceived(Connection connection, List<String> lines) {
            for (String line : lines) {
                if (name.isEmpty()) {
                    name = line;
                    tellOthers(connection, name + " is here\n");
                    room.add(connection);
                } else {
                    tellOthers(connection, name + ": " + line + "\n");
                }
            }
        }

        private void tellOthers(Connection speaker, String text) {
            for (Connection other : room) {
                if (other != speaker) {
                    other.execute(() -> other.send(text));
                }
            }
        }

        @Override
        public void connectionClosed(Connection connection, @Nullable Throwable cause) {
            room.remove(connection);
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if a socket fails
    public static void main(String[] arguments) throws IOException {
        Set<Connection> room = ConcurrentHashMap.newKeySet();
        try (Async async = Async.open()) {
            TcpServer server =
                    async.register(TcpServer.bind("127.0.0.1", 0, () -> new Chat(room)));
            try (Visitor ada = Visitor.of(server);
                    Visitor bob = Visitor.of(server)) {
                ada.say("ada\n");
                while (room.isEmpty()) {
                    Thread.onSpinWait();
                }
                bob.say("bob\nhello\n");
                System.out.println("ada hears: " + ada.hear("bob is here".length()));
                System.out.println("ada hears: " + ada.hear("\nbob: hello\n".length()).strip());
                ada.say("welcome\n");
                System.out.println("bob hears: " + bob.hear("ada: welcome\n".length()).strip());
            }
            server.close();
            async.run();
        }
    }
}
