// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpscUnboundedXaddArrayQueue;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The peers that carry a string of 100 characters.
public final class StringChannels {
    private static final int CHUNK_COUNT = 1_024;
    private static final int RING_BYTES = 1 << 23;

    private StringChannels() {}

    /// Passes the reference.
    @State(Scope.Thread)
    public static class ConcurrentLinked implements Channel {
        private final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
        private long sum;

        @Override
        public void push(long number) {
            queue.add(Texts.text(number));
        }

        @Override
        public int drain(int limitCount) {
            for (int i = 0; i < limitCount; i++) {
                String text = queue.poll();
                if (text == null) {
                    return i;
                }
                sum += Texts.check(text);
            }
            return limitCount;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// Passes a copy: what a queue costs that isolates as a clone does.
    @State(Scope.Thread)
    public static class ConcurrentLinkedCopy implements Channel {
        private final ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
        private long sum;

        @Override
        public void push(long number) {
            queue.add(Texts.text(number).getBytes(ISO_8859_1));
        }

        @Override
        public int drain(int limitCount) {
            for (int i = 0; i < limitCount; i++) {
                byte[] bytes = queue.poll();
                if (bytes == null) {
                    return i;
                }
                sum += Texts.check(new String(bytes, ISO_8859_1));
            }
            return limitCount;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// Passes the reference.
    @State(Scope.Thread)
    public static class MpscXadd implements Channel {
        private final MessagePassingQueue<String> queue =
                new MpscUnboundedXaddArrayQueue<>(CHUNK_COUNT);
        private final MessagePassingQueue.Consumer<String> sink =
                text -> this.sum += Texts.check(text);
        private long sum;

        @Override
        public void push(long number) {
            queue.offer(Texts.text(number));
        }

        @Override
        public int drain(int limitCount) {
            return queue.drain(sink, limitCount);
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// Copies the bytes into a ring, and makes a new string of them.
    @State(Scope.Thread)
    public static class Agrona implements Channel {
        private static final int MESSAGE_TYPE = 1;

        private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(new UnsafeBuffer(
                ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
        private final MessageHandler sink = (type, buffer, index, length) ->
                this.sum += Texts.check(buffer.getStringWithoutLengthAscii(index, length));
        private long sum;

        @Override
        public void push(long number) {
            int index = ring.tryClaim(MESSAGE_TYPE, Texts.LENGTH);
            for (int attempt = 0; index < 0; attempt++) {
                Idle.pause(attempt);
                index = ring.tryClaim(MESSAGE_TYPE, Texts.LENGTH);
            }
            AtomicBuffer buffer = ring.buffer();
            buffer.putStringWithoutLengthAscii(index, Texts.text(number));
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
}
