// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/// Whether what waits to be sent leaves at all.
final class SendProgress {
    private @Nullable Object seenMessage;
    private long seenProgress;
    private long seenUnsentBytes;
    private long sinceNanos;

    /// {@return whether nothing waits to be sent}
    boolean isEmpty(Channel channel) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return outbound == null || outbound.isEmpty();
    }

    /// Looks, now and then.
    ///
    /// @return since how many nanoseconds nothing has left although something waits; 0 also if some
    ///     has left since the last look
    long stuckNanos(Channel channel, long nowNanos) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        if (outbound == null || outbound.isEmpty()) {
            seenMessage = null;
            return 0;
        }
        Object message = outbound.current();
        long progress = outbound.currentProgress();
        long unsentBytes = outbound.totalPendingWriteBytes();
        if (message != seenMessage
                || progress != seenProgress
                || unsentBytes != seenUnsentBytes) {
            seenMessage = message;
            seenProgress = progress;
            seenUnsentBytes = unsentBytes;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos;
    }
}
