// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jparallel.Async;
import org.jparallel.context.Context;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;

/// Tells the seconds since 1900 as four bytes, the most significant first (RFC 868).
///
/// The bytes are built in the memory of the context and sent from there.
///
/// Prints:
///
/// ```text
/// 83 aa 7e 80
/// 1970-01-01T00:00:00Z
/// ```
public final class S15Time {
    private static final ValueLayout.OfInt SECONDS =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// From 1900 to 1970.
    private static final long OFFSET_SECONDS = 2_208_988_800L;

    private S15Time() {}

    private record Time(Clock clock) implements Protocol {
        @Override
        public void connectionMade(Connection connection) {
            MemorySegment time = Context.current().allocate(SECONDS);
            time.set(SECONDS, 0, (int) (clock.instant().getEpochSecond() + OFFSET_SECONDS));
            connection.send(time);
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if the socket fails
    public static void main(String[] arguments) throws IOException {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (Async async = Async.open()) {
            TcpServer server =
                    async.register(TcpServer.bind("127.0.0.1", 0, () -> new Time(clock)));
            byte[] time = Visitor.ask(server, "");
            System.out.printf("%02x %02x %02x %02x%n", time[0], time[1], time[2], time[3]);
            long seconds = Integer.toUnsignedLong(ByteBuffer.wrap(time).getInt());
            System.out.println(Instant.ofEpochSecond(seconds - OFFSET_SECONDS));
            server.close();
            async.run();
        }
    }
}
