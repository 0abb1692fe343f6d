// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import org.jparallel.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the body of a request as it arrives: into memory of its turn, or to a receiver part by
/// part.
final class BodyIntake {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    private final ChunkedDecoder chunks;
    private boolean chunked;
    private boolean streaming;
    private boolean complete = true;
    private long leftBytes;
    private int refusedStatus;
    private String refusedReason = "";
    private @Nullable BodyReceiver receiver;

    BodyIntake(HttpLimits limits) {
        chunks = new ChunkedDecoder(limits);
    }

    /// Begins with the body that the head announces.
    void begin(RequestHead head, boolean toReceiver) {
        chunked = head.chunked;
        leftBytes = Math.max(0, head.contentLength);
        complete = !chunked && leftBytes == 0;
        if (chunked) {
            chunks.reset();
        }
        streaming = toReceiver;
        receiver = null;
        refusedStatus = 0;
    }

    /// {@return whether no more of it will come}
    boolean isComplete() {
        return complete;
    }

    boolean isStreaming() {
        return streaming;
    }

    /// {@return whether a receiver takes parts that are still to come}
    boolean isReceiving() {
        return receiver != null && !complete;
    }

    boolean isRefused() {
        return refusedStatus != 0;
    }

    /// Tells the receiver that no more comes.
    private void end(boolean whole) {
        BodyReceiver told = receiver;
        receiver = null;
        if (told == null) {
            return;
        }
        try {
            told.ended(whole);
        } catch (RuntimeException failure) {
            LOG.error("receiver of a body failed at its end: whole={}", whole, failure);
        }
    }

    /// Forgets the last body.
    void clear() {
        end(false);
        complete = true;
        streaming = false;
        refusedStatus = 0;
    }

    /// Has nothing more of it taken, and the connection closed.
    void refuse() {
        complete = false;
        end(false);
    }

    private void refuse(int status, String reason) {
        refusedStatus = status;
        refusedReason = reason;
        refuse();
    }

    int refusedStatus() {
        return refusedStatus;
    }

    String refusedReason() {
        return refusedReason;
    }

    void receiver(BodyReceiver taker) {
        if (!streaming || receiver != null) {
            throw new IllegalStateException(
                    streaming
                            ? "the body has a receiver already"
                            : "the route does not stream its body, which is there already");
        }
        receiver = taker;
    }

    /// Takes what is there.
    ///
    /// @return behind the last byte used
    int take(Exchange exchange, MemorySegment memory, int at, int to) {
        return chunked
                ? takeChunks(exchange, memory, at, to)
                : takePlain(exchange, memory, at, to);
    }

    private int takePlain(Exchange exchange, MemorySegment memory, int at, int to) {
        int byteCount = (int) Math.min(leftBytes, to - at);
        leftBytes -= byteCount;
        complete = leftBytes == 0;
        if (streaming) {
            deliver(exchange, memory, at, byteCount);
        } else if (byteCount == exchange.head.contentLength) {
            exchange.body.whole(memory, at, byteCount);
        } else if (!exchange.body.add(exchange.turn(), memory, at, byteCount)) {
            throw new AssertionError("longer than its length, which was checked");
        }
        return at + byteCount;
    }

    private int takeChunks(Exchange exchange, MemorySegment memory, int from, int to) {
        int at = from;
        while (exchange.workCount == 0 && exchange.stage == Exchange.Stage.BODY) {
            int found = chunks.next(memory, at, to);
            at = chunks.position();
            switch (found) {
                case ChunkedDecoder.DATA -> {
                    if (!takeChunk(exchange, memory, chunks.dataFrom(), at)) {
                        return at;
                    }
                }
                case ChunkedDecoder.END -> {
                    complete = true;
                    if (streaming) {
                        deliver(exchange, memory, at, 0);
                    }
                    return at;
                }
                case ChunkedDecoder.REFUSED -> {
                    Refusal refusal = chunks.refusal();
                    refuse(refusal.status(), refusal.reason());
                    return at;
                }
                default -> {
                    return at;
                }
            }
        }
        return at;
    }

    /// {@return whether the body may go on}
    private boolean takeChunk(Exchange exchange, MemorySegment memory, int from, int to) {
        if (streaming) {
            deliver(exchange, memory, from, to - from);
            return true;
        }
        if (exchange.body.allows(chunks.announcedBytes())
                && exchange.body.add(exchange.turn(), memory, from, to - from)) {
            return true;
        }
        refuse(413, exchange.body.refusal());
        return false;
    }

    /// Tells a receiver that was set after the whole body had come: there was none.
    void endIfOwed(Exchange exchange) {
        if (complete && receiver != null) {
            deliver(exchange, MemorySegment.NULL, 0, 0);
        }
    }

    /// Gives a part to the receiver, in memory of the turn in which it came.
    private void deliver(Exchange exchange, MemorySegment memory, int at, int byteCount) {
        BodyReceiver taker = receiver;
        if (taker == null || exchange.response.isSent() || (byteCount == 0 && !complete)) {
            return;
        }
        MemorySegment part = Context.current().allocate(byteCount, 1);
        MemorySegment.copy(memory, at, part, 0, byteCount);
        exchange.connection().deliver(exchange, _ -> taker.receive(part, complete));
        if (complete) {
            end(true);
        }
    }
}
