// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.BytesToSend;
import org.jparallel.io.tcp.Connection;
import org.jparallel.io.tcp.ProtocolSettings;

/// Tells a quotation and closes (RFC 865): always the same one, or one after the other.
///
/// Bytes that every connection begins with need no callback at all; they may also be made for each
/// connection.
///
/// Prints:
///
/// ```text
/// static:  Brevity is the soul of wit.
/// static:  Brevity is the soul of wit.
/// dynamic: Listen to many, speak to a few.
/// dynamic: What's done can't be undone.
/// ```
public final class S16Quotations {
    private static final List<String> QUOTATIONS =
            List.of(
                    "Brevity is the soul of wit.",
                    "Listen to many, speak to a few.",
                    "What's done can't be undone.");

    private S16Quotations() {}

    private record Quotation(BytesToSend bytes) implements Protocol {
        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withInitialBytesToSend(bytes);
        }
    }

    /// Counts over all connections, which may be on several threads.
    private record Sequence(AtomicInteger last) implements BytesToSend {
        @Override
        public byte[] bytes(Connection connection) {
            int index = last.incrementAndGet() % QUOTATIONS.size();
            return BytesToSend.utf8(QUOTATIONS.get(index));
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if a socket fails
    public static void main(String[] arguments) throws IOException {
        BytesToSend first = BytesToSend.of(QUOTATIONS.getFirst());
        BytesToSend next = new Sequence(new AtomicInteger());
        try (Async async = Async.open()) {
            TcpServer same =
                    async.register(TcpServer.bind("127.0.0.1", 0, () -> new Quotation(first)));
            TcpServer other =
                    async.register(TcpServer.bind("127.0.0.1", 0, () -> new Quotation(next)));
            System.out.println("static:  " + Visitor.askText(same, ""));
            System.out.println("static:  " + Visitor.askText(same, ""));
            System.out.println("dynamic: " + Visitor.askText(other, ""));
            System.out.println("dynamic: " + Visitor.askText(other, ""));
            same.close();
            other.close();
            async.run();
        }
    }
}
