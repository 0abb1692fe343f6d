// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many producers and consumers at once: nothing lost, nothing doubled, each producer in order.
class XListStressTest {
    private static final XListStatistics NOTHING = new XListStatistics(0, 0, 0);
    private static final int PRODUCER_BITS = 8;
    private static final ThreadLocal<Boolean> ORIGINAL = ThreadLocal.withInitial(() -> false);

    /// What a consumer took; each producer's numbers must rise.
    private static final class Taken {
        private final long[] last = new long[1 << PRODUCER_BITS];
        private long count;
        private long sum;

        Taken() {
            Arrays.fill(last, -1);
        }

        void take(long value) {
            int producer = (int) (value & ((1 << PRODUCER_BITS) - 1));
            long number = value >>> PRODUCER_BITS;
            assertThat(number > last[producer]).as("out of order or doubled").isTrue();
            last[producer] = number;
            count++;
            sum += number;
        }
    }

    private static List<Threads<Boolean>> producers(LongXList list, int count, int each) {
        List<Threads<Boolean>> producers = new ArrayList<>();
        for (int producer = 0; producer < count; producer++) {
            long id = producer;
            producers.add(
                    Threads.start(
                            () -> {
                                for (long number = 0; number < each; number++) {
                                    list.push(number << PRODUCER_BITS | id);
                                }
                                return true;
                            }));
        }
        return producers;
    }

    private static Taken takeUntilFinished(LongXList list, int way) {
        Taken taken = new Taken();
        try {
            while (way == 0) {
                taken.take(list.take());
            }
            while (way == 1 && list.takeBatch(taken::take, 100) > 0) {
                Thread.onSpinWait();
            }
            while (way == 2) {
                taken.take(list.take());
                Arrays.stream(list.flush()).forEach(taken::take);
            }
        } catch (NoSuchElementException finished) {
            assertThat(finished).hasMessage("xlist is finished and drained");
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"1,1,0", "4,1,0", "1,4,0", "4,4,0", "4,4,7", "8,2,1", "2,8,100"})
    void losesAndDoublesNothing(int producerCount, int consumerCount, int capacity)
            throws Exception {
        int each = (capacity == 0 ? 400_000 : 20_000) / producerCount;
        MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
        LongXList list = capacity == 0 ? new LongXList(budget) : LongXList.bounded(capacity);
        List<Threads<Taken>> consumers = new ArrayList<>();
        for (int consumer = 0; consumer < consumerCount; consumer++) {
            int way = consumer % 3;
            consumers.add(Threads.start(() -> takeUntilFinished(list, way)));
        }
        for (Threads<Boolean> producer : producers(list, producerCount, each)) {
            assertThat(producer.result()).isTrue();
        }
        list.finish();
        long count = 0;
        long sum = 0;
        for (Threads<Taken> consumer : consumers) {
            count += consumer.result().count;
            sum += consumer.result().sum;
        }
        assertThat(count).isEqualTo((long) producerCount * each);
        assertThat(sum).isEqualTo(producerCount * ((long) each * (each - 1) / 2));
        assertThat(list.statistics()).isEqualTo(NOTHING);
        list.close();
        assertThat(list.statistics()).isEqualTo(NOTHING);
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void closesWhileOthersPushPopAndTake() throws Exception {
        MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
        for (int round = 0; round < 100; round++) {
            XList<String> list = new XList<>(budget);
            List<Threads<Void>> threads = new ArrayList<>();
            AtomicLong pushed = new AtomicLong();
            threads.add(forever(() -> pushOne(list, pushed)));
            threads.add(forever(() -> pushOne(list, pushed)));
            threads.add(forever(() -> assertThat(list.take()).startsWith("element ")));
            threads.add(forever(() -> assertThat(list.poll("element ")).startsWith("element ")));
            threads.add(forever(() -> list.flush().forEach(v -> assertThat(v).isNotNull())));
            threads.add(forever(() -> list.forEach(v -> assertThat(v).startsWith("element "))));
            while (pushed.get() < 500) {
                Thread.onSpinWait();
            }
            list.close();
            for (Threads<Void> thread : threads) {
                assertThat(thread.failure())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("xlist is closed");
            }
            assertThat(list.statistics()).isEqualTo(NOTHING);
        }
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void finishesWhileOthersPush() throws Exception {
        for (int round = 0; round < 100; round++) {
            try (LongXList list = new LongXList()) {
                AtomicLong pushed = new AtomicLong();
                List<Threads<Void>> producers = new ArrayList<>();
                for (int producer = 0; producer < 3; producer++) {
                    producers.add(
                            forever(
                                    () -> {
                                        list.push(1);
                                        pushed.incrementAndGet();
                                    }));
                }
                while (pushed.get() < 500) {
                    Thread.onSpinWait();
                }
                list.finish();
                long drained = list.drain(value -> {}, Long.MAX_VALUE);
                for (Threads<Void> producer : producers) {
                    assertThat(producer.failure()).hasMessage("xlist is finished");
                }
                assertThat(drained).isEqualTo(pushed.get());
                assertThat(list.statistics()).isEqualTo(NOTHING);
            }
        }
    }

    @Test
    void readsConsistentSnapshotsWhileItChanges() throws Exception {
        try (LongXList list = new LongXList()) {
            Threads<Void> producer =
                    Threads.start(
                            () -> {
                                for (long value = 0; value < 300_000; value++) {
                                    list.push(value);
                                }
                                list.finish();
                                return null;
                            });
            Threads<Taken> consumer = Threads.start(() -> takeUntilFinished(list, 1));
            while (!list.isFinished()) {
                long[] seen = list.stream().toArray();
                for (int i = 1; i < seen.length; i++) {
                    assertThat(seen[i] == seen[i - 1] + 1).as("a gap in a snapshot").isTrue();
                }
            }
            producer.result();
            assertThat(list.flush().length).isGreaterThanOrEqualTo(0);
            consumer.result();
        }
    }

    /// If it is bad, its own constructor throws when it is built again.
    private record Part(boolean isBad) {
        Part {
            if (isBad && !ORIGINAL.get()) {
                throw new IllegalStateException("built again");
            }
        }
    }

    private static Part badPart() {
        ORIGINAL.set(true);
        try {
            return new Part(true);
        } finally {
            ORIGINAL.remove();
        }
    }

    @Test
    void failuresOfOneConsumerEndNoOther() throws Exception {
        try (XList<Part> list = new XList<>()) {
            List<Threads<Long>> consumers = new ArrayList<>();
            for (int consumer = 0; consumer < 4; consumer++) {
                boolean takesBatches = consumer % 2 == 0;
                consumers.add(Threads.start(() -> failUntilFinished(list, takesBatches)));
            }
            Part good = new Part(false);
            Part bad = badPart();
            int badCount = 40_000;
            for (int i = 0; i < badCount; i++) {
                list.push(good);
                list.push(bad);
                while (!list.isEmpty() && i % 4 == 0) {
                    Thread.onSpinWait();
                }
            }
            list.finish();
            long failedCount = 0;
            for (Threads<Long> consumer : consumers) {
                failedCount += consumer.result();
            }
            assertThat(failedCount).isEqualTo(badCount);
        }
    }

    /// {@return how many elements could not be built}
    private static long failUntilFinished(XList<Part> list, boolean takesBatches) {
        long failedCount = 0;
        while (true) {
            try {
                if (!takesBatches) {
                    assertThat(list.take()).isEqualTo(new Part(false));
                } else if (list.takeBatch(value -> {}, 4) == 0) {
                    assertThat(list.isFinished()).as("ended while the list lives").isTrue();
                    return failedCount;
                }
            } catch (IllegalStateException failure) {
                assertThat(failure).hasMessage("built again");
                failedCount++;
            } catch (NoSuchElementException finished) {
                assertThat(finished).hasMessage("xlist is finished and drained");
                return failedCount;
            }
        }
    }

    private static void pushOne(XList<String> list, AtomicLong pushed) {
        list.push("element " + pushed.incrementAndGet());
    }

    private static Threads<Void> forever(Runnable body) {
        return Threads.start(
                () -> {
                    while (true) {
                        body.run();
                    }
                });
    }
}
