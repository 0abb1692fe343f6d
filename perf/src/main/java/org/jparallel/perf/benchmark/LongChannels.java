// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jctools.queues.MpscUnboundedXaddArrayQueue;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The peers that carry a long: those of references box it. The bounded ones hold 65,536.
public final class LongChannels {
    static final int SLOT_COUNT = 1 << 16;
    private static final int CHUNK_COUNT = 1_024;

    private LongChannels() {}

    /// The JDK's lock-free queue.
    @State(Scope.Thread)
    public static class ConcurrentLinked implements Channel {
        private final ConcurrentLinkedQueue<Long> queue = new ConcurrentLinkedQueue<>();
        private long sum;

        @Override
        public void push(long number) {
            queue.add(number);
        }

        @Override
        public int drain(int limitCount) {
            for (int i = 0; i < limitCount; i++) {
                Long number = queue.poll();
                if (number == null) {
                    return i;
                }
                sum += number;
            }
            return limitCount;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// The JDK's blocking queue, drained in batches.
    @State(Scope.Thread)
    public static class LinkedBlocking implements Channel {
        private final LinkedBlockingQueue<Long> queue = new LinkedBlockingQueue<>();
        private final List<Long> batch = new ArrayList<>();
        private long sum;

        @Override
        public void push(long number) {
            queue.add(number);
        }

        @Override
        public int drain(int limitCount) {
            int batchCount = queue.drainTo(batch, limitCount);
            for (Long number : batch) {
                sum += number;
            }
            batch.clear();
            return batchCount;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// JCTools' queues, drained in batches.
    private static final class MessagePassing {
        private final MessagePassingQueue<Long> queue;
        private final MessagePassingQueue.Consumer<Long> sink = number -> this.sum += number;
        private long sum;

        MessagePassing(MessagePassingQueue<Long> queue) {
            this.queue = queue;
        }

        void push(long number) {
            for (int attempt = 0; !queue.offer(number); attempt++) {
                Idle.pause(attempt);
            }
        }

        int drain(int limitCount) {
            return queue.drain(sink, limitCount);
        }
    }

    /// JCTools' bounded queue.
    @State(Scope.Thread)
    public static class MpscArray implements Channel {
        private final MessagePassing queue = new MessagePassing(new MpscArrayQueue<>(SLOT_COUNT));

        @Override
        public void push(long number) {
            queue.push(number);
        }

        @Override
        public int drain(int limitCount) {
            return queue.drain(limitCount);
        }

        @Override
        public long sum() {
            return queue.sum;
        }
    }

    /// JCTools' unbounded queue of linked arrays.
    @State(Scope.Thread)
    public static class MpscUnbounded implements Channel {
        private final MessagePassing queue =
                new MessagePassing(new MpscUnboundedArrayQueue<>(CHUNK_COUNT));

        @Override
        public void push(long number) {
            queue.push(number);
        }

        @Override
        public int drain(int limitCount) {
            return queue.drain(limitCount);
        }

        @Override
        public long sum() {
            return queue.sum;
        }
    }

    /// JCTools' unbounded queue whose producers claim by fetch-and-add.
    @State(Scope.Thread)
    public static class MpscXadd implements Channel {
        private final MessagePassing queue =
                new MessagePassing(new MpscUnboundedXaddArrayQueue<>(CHUNK_COUNT));

        @Override
        public void push(long number) {
            queue.push(number);
        }

        @Override
        public int drain(int limitCount) {
            return queue.drain(limitCount);
        }

        @Override
        public long sum() {
            return queue.sum;
        }
    }

    /// Agrona's ring of bytes, written in place.
    @State(Scope.Thread)
    public static class Agrona implements Channel {
        private static final int MESSAGE_TYPE = 1;
        private static final int FRAME_BYTES = 2 * Long.BYTES;

        private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(
                        SLOT_COUNT * FRAME_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
        private final MessageHandler sink =
                (type, buffer, index, length) -> this.sum += buffer.getLong(index);
        private long sum;

        @Override
        public void push(long number) {
            int index = ring.tryClaim(MESSAGE_TYPE, Long.BYTES);
            for (int attempt = 0; index < 0; attempt++) {
                Idle.pause(attempt);
                index = ring.tryClaim(MESSAGE_TYPE, Long.BYTES);
            }
            ring.buffer().putLong(index, number);
            ring.commit(index);
        }

        @Override
        public int drain(int limitCount) {
            return ring.read(sink, limitCount);
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// A Disruptor ring with many producers, polled by its consumer.
    @State(Scope.Thread)
    public static class DisruptorRing implements Channel {
        private final RingBuffer<long[]> ring = RingBuffer.createMultiProducer(
                () -> new long[1], SLOT_COUNT, new BlockingWaitStrategy());
        private final EventPoller<long[]> poller = ring.newPoller();
        private int taken;
        private int limit;
        private long sum;

        /// Makes the consumer's position known to the producers.
        public DisruptorRing() {
            ring.addGatingSequences(poller.getSequence());
        }

        @Override
        public void push(long number) {
            long sequence = ring.next();
            ring.get(sequence)[0] = number;
            ring.publish(sequence);
        }

        @Override
        public int drain(int limitCount) {
            taken = 0;
            limit = limitCount;
            try {
                poller.poll((slot, sequence, endOfBatch) -> take(slot));
            } catch (Exception thrown) {
                throw new IllegalStateException("poll failed", thrown);
            }
            return taken;
        }

        private boolean take(long[] slot) {
            sum += slot[0];
            taken++;
            return taken < limit;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
