// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// Has every channel read into the one memory that its loop keeps for this: what arrives is used up
/// or copied before the next read.
final class LoopReceive extends DefaultMaxMessagesRecvByteBufAllocator {
    /// @param readCount reads of one channel before the others get their turn
    LoopReceive(int readCount) {
        super(readCount);
    }

    @Override
    @SuppressWarnings("deprecation") // Netty asks for both interfaces, the outer one deprecated
    public Handle newHandle() {
        return new LoopHandle();
    }

    private final class LoopHandle extends MaxMessageHandle {
        @Override
        public int guess() {
            return Loop.RECEIVE_BYTES;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator unused) {
            return LoopThread.currentLoop().receiveBuffer();
        }
    }
}
