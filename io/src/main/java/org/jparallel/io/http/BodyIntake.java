// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import org.jparallel.context.Context;
import org.jspecify.annotations.Nullable;

/// Takes the body of a request as it arrives: into memory of its turn, or to a receiver part by
/// part.
final class BodyIntake {
    private boolean streaming;
    private boolean complete = true;
    private long leftBytes;
    private int refusedStatus;
    private String refusedReason = "";
    private @Nullable BodyReceiver receiver;

    /// Begins with the body that the head announces.
    void begin(RequestHead head, boolean toReceiver) {
        leftBytes = Math.max(0, head.contentLength);
        complete = leftBytes == 0;
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

    /// Forgets the last body.
    void clear() {
        complete = true;
        streaming = false;
        receiver = null;
        refusedStatus = 0;
    }

    /// Has nothing more of it taken, and the connection closed.
    void refuse() {
        complete = false;
        receiver = null;
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
        int byteCount = (int) Math.min(leftBytes, to - at);
        leftBytes -= byteCount;
        complete = leftBytes == 0;
        if (streaming) {
            deliver(exchange, memory, at, byteCount);
        } else if (byteCount == exchange.head.contentLength) {
            exchange.body.whole(memory, at, byteCount);
        } else {
            exchange.body.add(exchange.turn(), memory, at, byteCount);
        }
        return at + byteCount;
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
    }
}
