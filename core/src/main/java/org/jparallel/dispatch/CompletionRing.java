// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jspecify.annotations.Nullable;

/// The way home: calls and failures travel to the main thread on a Disruptor ring.
///
/// A full ring spills, since a context must not wait for a main thread that may wait for this very
/// context. Order: as published, for each thread; once something has spilled, everything spills
/// until the main thread has drained the spill.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | ring | any | the Disruptor's | main thread | the Disruptor's |
/// | `spill` | any | under `lock` | main thread | under `lock` |
/// | `spilledCount` | any | volatile, under `lock` | any | volatile |
final class CompletionRing {
    private static final int SLOT_COUNT = 1_024;

    private static final class Slot {
        @Nullable MainMessage message;
    }

    /// Publishing wakes the main thread; nobody waits inside of the Disruptor.
    private record WakeMain(Thread main) implements WaitStrategy {
        @Override
        public long waitFor(
                long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
                throws AlertException {
            throw new IllegalStateException("the main thread polls");
        }

        @Override
        public void signalAllWhenBlocking() {
            LockSupport.unpark(main);
        }
    }

    private final RingBuffer<Slot> ring;
    private final EventPoller<Slot> poller;
    private final Thread main;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<MainMessage> spill = new ArrayDeque<>();
    private volatile int spilledCount;

    CompletionRing(Thread main) {
        this.main = main;
        ring = RingBuffer.createMultiProducer(Slot::new, SLOT_COUNT, new WakeMain(main));
        poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
    }

    @AnyThread
    void publish(MainMessage message) {
        if (spilledCount != 0 || !offer(message)) {
            lock.lock();
            try {
                spill.addLast(message);
                spilledCount = spill.size();
            } finally {
                lock.unlock();
            }
            LockSupport.unpark(main);
        }
    }

    private boolean offer(MainMessage message) {
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException _) {
            return false;
        }
        ring.get(sequence).message = message;
        ring.publish(sequence);
        return true;
    }

    /// Moves everything that has arrived into the main thread's own queue.
    @MainThread
    void drainTo(Deque<MainMessage> inbox) {
        EventPoller.Handler<Slot> handler =
                (slot, _, _) -> {
                    MainMessage message = slot.message;
                    if (message != null) {
                        inbox.addLast(message);
                        slot.message = null;
                    }
                    return true;
                };
        EventPoller.PollState state;
        do {
            state = poll(handler);
        } while (state == EventPoller.PollState.PROCESSING);
        // A gap may keep what a thread has published in the ring; its spill must not overtake that.
        if (spilledCount != 0 && isRingDrained()) {
            lock.lock();
            try {
                inbox.addAll(spill);
                spill.clear();
                spilledCount = 0;
            } finally {
                lock.unlock();
            }
        }
    }

    private EventPoller.PollState poll(EventPoller.Handler<Slot> handler) {
        try {
            return poller.poll(handler);
        } catch (Exception e) {
            throw new IllegalStateException("the handler only moves messages", e);
        }
    }

    /// {@return whether nothing has arrived that was not drained}
    boolean isEmpty() {
        return spilledCount == 0 && isRingDrained();
    }

    private boolean isRingDrained() {
        return ring.getCursor() == poller.getSequence().get();
    }
}
