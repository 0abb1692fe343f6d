// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkRingTest {
    private final WorkRing ring = new WorkRing(4);
    private final WorkBatch batch = new WorkBatch();
    private final TakenWork taken = new TakenWork();

    private boolean offer(Object function) {
        return ring.offer(function, null, null, null);
    }

    @Nested
    class Empty {
        @Test
        void hasNothingToClaim() {
            assertThat(ring.claim(batch, 1)).isFalse();
            assertThat(batch.hasNext()).isFalse();
            assertThat(ring.unclaimedCount()).isZero();
            assertThat(ring.steal(new WorkBatch(), taken)).isFalse();
        }

        @Test
        void handsOverAllFourFields() {
            assertThat(ring.offer("function", "argument", "callback", "errback")).isTrue();
            assertThat(ring.claim(batch, 1)).isTrue();
            assertThat(ring.take(batch.advance(), taken)).isTrue();
            assertThat(taken.function).isEqualTo("function");
            assertThat(taken.argument).isEqualTo("argument");
            assertThat(taken.callback).isEqualTo("callback");
            assertThat(taken.errback).isEqualTo("errback");
        }

        @Test
        void leavesNothingOfAWorkInItsSlot() {
            for (int lap = 0; lap < 3; lap++) {
                for (int i = 0; i < 4; i++) {
                    boolean first = lap == 0;
                    assertThat(
                                    ring.offer(
                                            "function",
                                            first ? "argument" : null,
                                            first ? "callback" : null,
                                            first ? "errback" : null))
                            .isTrue();
                    assertThat(ring.claim(batch, 1)).isTrue();
                    assertThat(ring.take(batch.advance(), taken)).isTrue();
                    assertThat(taken.argument).isEqualTo(first ? "argument" : null);
                    assertThat(taken.callback).isEqualTo(first ? "callback" : null);
                    assertThat(taken.errback).isEqualTo(first ? "errback" : null);
                }
            }
        }
    }

    @Nested
    class Full {
        @Test
        void refusesAnother() {
            for (int i = 0; i < 4; i++) {
                assertThat(offer(i)).isTrue();
            }
            assertThat(offer(4)).isFalse();
            assertThat(ring.unclaimedCount()).isEqualTo(4);
            assertThat(ring.offeredCount()).isEqualTo(4);
        }

        @Test
        void hasRoomOnceAWorkIsTakenNotOnceItIsClaimed() {
            for (int i = 0; i < 4; i++) {
                assertThat(offer(i)).isTrue();
            }
            assertThat(ring.claim(batch, 1)).isTrue();
            assertThat(offer(4)).isFalse();
            assertThat(ring.take(batch.advance(), taken)).isTrue();
            assertThat(taken.function).isEqualTo(0);
            assertThat(offer(4)).isTrue();
            assertThat(offer(5)).isFalse();
        }
    }

    @Nested
    class Claimed {
        @Test
        void sharesWhatIsReady() {
            WorkRing large = new WorkRing(2_048);
            for (int i = 0; i < 2_000; i++) {
                assertThat(large.offer(i, null, null, null)).isTrue();
            }
            assertThat(large.claim(batch, 2)).isTrue();
            assertThat(batch.end() - batch.next()).isEqualTo(WorkRing.BATCH_LIMIT);
            assertThat(ring.claim(batch, 2)).isFalse();
        }

        @Test
        void mayBeTakenByAnotherThreadOnce() {
            WorkRing large = new WorkRing(16);
            for (int i = 0; i < 16; i++) {
                assertThat(large.offer(i, null, null, null)).isTrue();
            }
            assertThat(large.claim(batch, 2)).isTrue();
            assertThat(batch.end()).isEqualTo(4);
            long own = batch.advance();
            assertThat(large.steal(batch, taken)).isTrue();
            assertThat(taken.function).isEqualTo(3);
            assertThat(large.take(3, taken)).isFalse();
            assertThat(large.take(own, taken)).isTrue();
            assertThat(taken.function).isEqualTo(0);
        }
    }

    @Nested
    class Shared {
        private static final int COUNT = 200_000;

        private final WorkRing shared = new WorkRing(64);
        private final AtomicIntegerArray takenCounts = new AtomicIntegerArray(2 * COUNT);
        private final AtomicLong left = new AtomicLong(2 * COUNT);

        @Test
        void handsEachWorkToExactlyOneThread() throws InterruptedException {
            WorkBatch[] batches = {new WorkBatch(), new WorkBatch(), new WorkBatch()};
            CountDownLatch ended = new CountDownLatch(5);
            for (int i = 0; i < 2; i++) {
                int from = i * COUNT;
                start(() -> produce(from), ended);
            }
            for (int i = 0; i < 3; i++) {
                int own = i;
                start(() -> consume(batches, own), ended);
            }
            ended.await();
            for (int i = 0; i < 2 * COUNT; i++) {
                assertThat(takenCounts.get(i)).isEqualTo(1);
            }
        }

        private void start(Runnable work, CountDownLatch ended) {
            Thread.ofPlatform()
                    .start(
                            () -> {
                                work.run();
                                ended.countDown();
                            });
        }

        private void produce(int from) {
            for (int i = from; i < from + COUNT; i++) {
                while (!shared.offer(i, null, null, null)) {
                    LockSupport.parkNanos(1_000);
                }
            }
        }

        private void consume(WorkBatch[] batches, int own) {
            TakenWork work = new TakenWork();
            while (left.get() > 0) {
                WorkBatch mine = batches[own];
                if (shared.steal(batches[(own + 1) % 3], work)) {
                    count(work);
                } else if (shared.claim(mine, 1)) {
                    while (mine.hasNext()) {
                        takeNext(mine, work);
                    }
                } else {
                    LockSupport.parkNanos(1_000);
                }
            }
        }

        private void takeNext(WorkBatch mine, TakenWork work) {
            if (shared.take(mine.advance(), work)) {
                count(work);
            }
        }

        private void count(TakenWork work) {
            Integer number = (Integer) work.function;
            assertThat(number).isNotNull();
            takenCounts.getAndIncrement(number);
            left.getAndDecrement();
        }
    }
}
