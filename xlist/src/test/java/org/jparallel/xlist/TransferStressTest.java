// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;
import org.junit.jupiter.api.Test;

/// Producers transfer, consumers take and look, and lists are closed under all of them.
class TransferStressTest {
    private static final int PRODUCER_COUNT = 3;
    private static final int CONSUMER_COUNT = 2;
    private static final int MESSAGE_COUNT = 2_000;
    private static final int LIST_COUNT = 60;

    private record Message(long number, Region first, SharedRegion shared, Region second) {}

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final AtomicReference<XList<Message>> current =
            new AtomicReference<>(XList.bounded(16));
    private final AtomicInteger producersLeft = new AtomicInteger(PRODUCER_COUNT);
    private final AtomicInteger takenCount = new AtomicInteger();

    private Region filled(long value) {
        Region region = Region.allocate(8, 8, budget);
        region.segment().set(ValueLayout.JAVA_LONG, 0, value);
        return region;
    }

    @Test
    void leavesNothingBehind() throws Exception {
        try (SharedRegion shared = SharedRegion.allocate(8, budget)) {
            List<Threads<Integer>> producers = new ArrayList<>();
            List<Threads<Integer>> others = new ArrayList<>();
            for (int i = 0; i < PRODUCER_COUNT; i++) {
                producers.add(Threads.start(() -> produce(shared)));
            }
            for (int i = 0; i < CONSUMER_COUNT; i++) {
                others.add(Threads.start(this::consume));
            }
            others.add(Threads.start(this::look));
            others.add(Threads.start(this::replaceLists));
            int sentCount = 0;
            for (Threads<Integer> each : producers) {
                sentCount += each.result();
            }
            for (Threads<Integer> each : others) {
                assertThat(each.result()).isNotNegative();
            }
            current.get().close();
            assertThat(sentCount).isPositive();
            assertThat(takenCount.get()).isPositive().isLessThanOrEqualTo(sentCount);
            assertThat(shared.holderCount()).isEqualTo(1);
        }
        assertThat(budget.usedBytes()).isZero();
    }

    private int produce(SharedRegion shared) {
        int sentCount = 0;
        try (SharedRegion mine = shared.open()) {
            for (int i = 0; i < MESSAGE_COUNT; i++) {
                sentCount += send(i, mine) ? 1 : 0;
            }
        } finally {
            producersLeft.decrementAndGet();
        }
        return sentCount;
    }

    private boolean send(int number, SharedRegion shared) {
        try (Region first = filled(number);
                Region second = filled(-number)) {
            boolean isSent = transfer(new Message(number, first, shared, second), first, second);
            assertThat(first.isDetached()).isEqualTo(isSent);
            assertThat(second.isDetached()).isEqualTo(isSent);
            if (!isSent) {
                assertThat(first.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(number);
            }
            return isSent;
        }
    }

    private boolean transfer(Message message, Region... regions) {
        try {
            return current.get().transfer(message, Duration.ofMillis(5), regions);
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessage("xlist is closed");
            return false;
        }
    }

    private int consume() {
        int count = 0;
        while (producersLeft.get() > 0) {
            try {
                check(current.get().take(Duration.ofMillis(1)));
                count++;
            } catch (IllegalStateException closed) {
                assertThat(closed).hasMessage("xlist is closed");
            } catch (NoSuchElementException nothing) {
                Thread.onSpinWait();
            }
        }
        takenCount.addAndGet(count);
        return count;
    }

    private static void check(Message message) {
        try (Region first = message.first();
                SharedRegion shared = message.shared();
                Region second = message.second()) {
            assertThat(shared.byteSize()).isEqualTo(8);
            assertThat(first.segment().get(ValueLayout.JAVA_LONG, 0))
                    .isEqualTo(message.number())
                    .isEqualTo(-second.segment().get(ValueLayout.JAVA_LONG, 0));
        }
    }

    /// Looks at what cannot be looked at: no message may lose or gain a hold by that.
    private int look() {
        int refusedCount = 0;
        while (producersLeft.get() > 0) {
            try {
                for (Message message : current.get()) {
                    throw new AssertionError("looked at: " + message);
                }
            } catch (IllegalStateException refused) {
                refusedCount++;
            }
        }
        return refusedCount;
    }

    private int replaceLists() {
        int count = 0;
        while (producersLeft.get() > 0 && count < LIST_COUNT) {
            long seen = takenOrGone();
            XList<Message> before = current.getAndSet(XList.bounded(16));
            before.close();
            count += seen >= 0 ? 1 : 0;
        }
        return count;
    }

    /// Returns when the list holds something, or nothing more will come.
    private long takenOrGone() {
        long size = current.get().size();
        while (size == 0 && producersLeft.get() > 0) {
            Thread.onSpinWait();
            size = current.get().size();
        }
        return size;
    }
}
