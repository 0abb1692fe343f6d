// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.function.Consumer;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a body part by part: whenever there is room, the source writes more, each time into the
/// memory of a new turn, which is free again when that part has left.
final class BodyStream {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    /// So much is written in one turn before others get theirs: what fits into one chunk of an
    /// arena's middle size with all that belongs to it, since the next size is far larger.
    private static final int TURN_BYTES = 60 << 10;

    private final Link link;
    private final Exchange exchange;
    private final BodySource source;
    private final Consumer<Exchange> ended;
    private final Output output = new Output();
    private BodyWriter writer;
    private boolean waiting;
    private boolean over;

    BodyStream(
            Link link,
            Exchange exchange,
            BodySource source,
            BodyWriter writer,
            Consumer<Exchange> ended) {
        this.link = link;
        this.exchange = exchange;
        this.source = source;
        this.writer = writer;
        this.ended = ended;
    }

    /// Writes more in a turn of its own.
    void pumpLater() {
        if (!over && link.isWritable()) {
            link.call(exchange.targetName(), this::pump);
        }
    }

    /// Writes until there is no room, nothing to write, or others should have their turn.
    void pump(Turn turn) {
        if (over) {
            return;
        }
        waiting = false;
        output.begin(turn, link, TURN_BYTES);
        writer = writer.next(output);
        boolean more = false;
        boolean failed = false;
        try {
            long partBytes = 0;
            do {
                long soFar = writer.writtenBytes();
                more = source.write(writer);
                partBytes = writer.writtenBytes() - soFar;
                waiting = more && partBytes == 0;
            } while (more && !waiting && output.hasRoom(2 * partBytes));
        } catch (Throwable failure) {
            failed = true;
            LOG.error(
                    "body is cut: request={} connection={}",
                    exchange.targetName(),
                    link,
                    failure);
        }
        boolean whole = !more && !failed && writer.end();
        output.hand();
        output.finish();
        if (!more || failed) {
            end(whole);
        } else if (!waiting && link.isWritable()) {
            link.executeInTurn(this::pumpLater);
        }
    }

    private void end(boolean whole) {
        over = true;
        tell(source, whole);
        if (!whole) {
            link.cut(new IllegalStateException("body shorter than announced"));
        }
        ended.accept(exchange);
    }

    /// A quarter of a second has passed.
    void tick() {
        if (waiting) {
            pumpLater();
        }
    }

    /// The connection has closed.
    void cut() {
        if (!over) {
            over = true;
            tell(source, false);
        }
    }

    /// Tells a source that no more will be asked for.
    static void tell(BodySource source, boolean whole) {
        try {
            source.ended(whole);
        } catch (RuntimeException failure) {
            LOG.error("source of a body failed at its end: whole={}", whole, failure);
        }
    }
}
